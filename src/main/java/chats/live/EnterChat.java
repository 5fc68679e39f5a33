package chats.live;

import chats.json.EachAtLeast;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Set;

/**
 * The data of {@code enter_chat}.
 *
 * @param chatIds repeats count once
 * @param after for some of the chats, the highest seq that the client knows; if null, for none
 * @param afterRev for some of those in {@code after}, the highest rev that the client knows; if null, for none
 */
record EnterChat(
        @NotNull @Size(min = 1, max = 1000) @EachAtLeast(min = 1)
        Set<Long> chatIds,

        @EachAtLeast(min = 0) Map<Long, Long> after,
        @EachAtLeast(min = 0) Map<Long, Long> afterRev) {

    EnterChat {
        after = after == null ? Map.of() : after;
        afterRev = afterRev == null ? Map.of() : afterRev;
    }

    @AssertTrue(message = "must name chats that are entered only")
    boolean isAfterWithinChatIds() {
        return chatIds == null || chatIds.containsAll(after.keySet());
    }

    @AssertTrue(message = "must name chats of after only")
    boolean isAfterRevWithinAfter() {
        return after.keySet().containsAll(afterRev.keySet());
    }

    Map<Long, Cursor> cursors() {
        return Cursor.of(after, afterRev);
    }
}
