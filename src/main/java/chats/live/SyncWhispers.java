package chats.live;

import chats.json.EachAtLeast;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * The data of {@code sync_whispers}.
 *
 * @param after for some of the other users, the highest seq that the client has; if null, for none
 * @param afterRev for some of those in {@code after}, the highest rev that the client has; if null, for none
 */
record SyncWhispers(
        @Size(max = 10_000) @EachAtLeast(min = 0) Map<Long, Long> after,
        @Size(max = 10_000) @EachAtLeast(min = 0) Map<Long, Long> afterRev) {

    SyncWhispers {
        after = after == null ? Map.of() : after;
        afterRev = afterRev == null ? Map.of() : afterRev;
    }

    @AssertTrue(message = "must name users of after only")
    boolean isAfterRevWithinAfter() {
        return after.keySet().containsAll(afterRev.keySet());
    }

    Map<Long, Cursor> cursors() {
        return Cursor.of(after, afterRev);
    }
}
