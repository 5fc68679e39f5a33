package chats.log;

/**
 * That a user is a member of a chat, as the database had it at some time.
 *
 * @param pair the two users of a direct chat; null in a room
 * @param joined where the chat was when the user was last added; the start for those who were there from the beginning
 * @param seesAll whether the user sees what was said before that, too
 * @param removedRev the rev by which a member of the chat was last removed then, 0 if none was: as long as the chat has this one, the
 *     user is still a member
 * @param asOf the chat's highest rev then
 */
public record Membership(Pair pair, Position joined, boolean seesAll, long removedRev, long asOf) {
    /** In a direct chat, which nobody joins or leaves. */
    public static Membership direct(Pair pair) {
        return new Membership(pair, Position.START, true, 0, 0);
    }

    /** What the user does not see: messages up to this seq, their changes, and changes of the chat up to this rev. */
    public Position hidden() {
        return seesAll ? Position.START : joined;
    }

    /** Whether it is the same stay in the chat: nothing that is read after it was hidden from the user meanwhile. */
    public boolean isSameStay(Membership later) {
        return joined.equals(later.joined);
    }
}
