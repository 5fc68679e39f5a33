package chats.chat;

import chats.json.EachAtLeast;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** The body of a request to add members to the chat of the path. */
public record NewMembers(
        @NotNull @Size(min = 1, max = 1000) @EachAtLeast(min = 1)
        Set<Long> userIds) {}
