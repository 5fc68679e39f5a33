package chats.live;

import chats.json.EachAtLeast;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** The data of {@code leave_chat}; repeats count once. */
record LeaveChats(
        @NotNull @Size(min = 1, max = 1000) @EachAtLeast(min = 1)
        Set<Long> chatIds) {}
