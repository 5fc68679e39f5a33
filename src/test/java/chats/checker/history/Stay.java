package chats.checker.history;

/**
 * That a user was a member of a chat for a while.
 *
 * @param joined the change by which the user was added, and the last message before it; the start for those who were there from the
 *     beginning
 * @param left the change by which the user was removed, and the last message before it; null while the user is a member
 */
public record Stay(long user, Position joined, Position left) {
    public boolean lasts() {
        return left == null;
    }

    /** Whether the user was a member once this change had happened. */
    boolean holds(long rev) {
        return joined.rev() <= rev && (lasts() || rev < left.rev());
    }

    /** Whether this message was said in it. */
    boolean hasMessage(long seq) {
        return seq > joined.seq() && isBeforeEnd(seq);
    }

    boolean isBeforeEnd(long seq) {
        return lasts() || seq <= left.seq();
    }

    boolean isFromBeginning() {
        return joined.rev() == 0;
    }
}
