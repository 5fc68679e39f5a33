package chats.checker.history;

/**
 * How far somebody knows a talk.
 *
 * @param seq of the last message
 * @param rev of the last change
 */
public record Position(long seq, long rev) {
    static final Position START = new Position(0, 0);

    Position max(Position other) {
        return new Position(Math.max(seq, other.seq), Math.max(rev, other.rev));
    }
}
