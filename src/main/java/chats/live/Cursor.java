package chats.live;

import chats.log.Position;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a client says it is in a chat.
 *
 * @param seq the highest seq that it has
 * @param rev the highest rev that it has; null if it does not ask for the changes that it missed
 */
record Cursor(long seq, Long rev) {
    static final Cursor START = new Cursor(0, null);

    /** The cursors of a request that names seqs in one map and, for some of those keys, revs in another. */
    static Map<Long, Cursor> of(Map<Long, Long> after, Map<Long, Long> afterRev) {
        Map<Long, Cursor> cursors = new HashMap<>();
        after.forEach((key, seq) -> cursors.put(key, new Cursor(seq, afterRev.get(key))));
        return cursors;
    }

    /** The same, but no further than this position. */
    Cursor within(Position last) {
        return new Cursor(Math.min(seq, last.seq()), rev == null ? null : Long.valueOf(Math.min(rev, last.rev())));
    }

    /** The same, but no less far than this position. */
    Cursor from(Position first) {
        return new Cursor(Math.max(seq, first.seq()), rev == null ? null : Long.valueOf(Math.max(rev, first.rev())));
    }

    boolean isBeyond(Position position) {
        return seq > position.seq() || rev != null && rev > position.rev();
    }
}
