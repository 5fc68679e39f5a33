package chats.live;

import chats.message.Position;
import java.util.Map;

/**
 * Where a client says it is in a chat.
 *
 * @param seq the highest seq that it has
 * @param rev the highest rev that it has; null if it does not ask for the changes that it missed
 */
record Cursor(long seq, Long rev) {
    static final Cursor START = new Cursor(0, null);

    /** The client's cursor in a chat by the two maps of its request; null if it names none. */
    static Cursor of(Long key, Map<Long, Long> after, Map<Long, Long> afterRev) {
        Long seq = after.get(key);
        return seq == null ? null : new Cursor(seq, afterRev.get(key));
    }

    /** The same, but no further than this position. */
    Cursor within(Position last) {
        return new Cursor(Math.min(seq, last.seq()), rev == null ? null : Long.valueOf(Math.min(rev, last.rev())));
    }

    boolean isBeyond(Position position) {
        return seq > position.seq() || rev != null && rev > position.rev();
    }
}
