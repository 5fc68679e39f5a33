package chats.log;

/**
 * A point in the one order of all that happens in a chat: behind the message of this seq and the change of this rev.
 *
 * @param rev the number of the chat's last change, 0 if there is none
 */
public record Position(long seq, long rev) {
    /** Before everything. */
    public static final Position START = new Position(0, 0);

    /** Whether both numbers are at least those of the other position. */
    public boolean covers(Position other) {
        return seq >= other.seq && rev >= other.rev;
    }

    public Position max(Position other) {
        return new Position(Math.max(seq, other.seq), Math.max(rev, other.rev));
    }

    public Position min(Position other) {
        return new Position(Math.min(seq, other.seq), Math.min(rev, other.rev));
    }
}
