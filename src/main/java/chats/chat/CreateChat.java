package chats.chat;

import chats.json.EachAtLeast;
import chats.json.Text;
import chats.names.VisibleText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * The request for a new chat.
 *
 * @param userIds the members besides the caller, who is always a member; repeats count once
 * @param name an optional title
 * @param history {@code all} or {@code joined}, see {@link ChatHistory}; null is all
 * @param clientChatId the caller's own id for the chat: a request with the same id creates no second chat
 */
public record CreateChat(
        @NotNull @Size(min = 1, max = 1000) @EachAtLeast(min = 1)
        Set<Long> userIds,

        @Text(max = 200) @VisibleText String name,
        @Text(max = 64, blank = true) String clientChatId,
        String history) {}
