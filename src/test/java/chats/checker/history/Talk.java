package chats.checker.history;

/** Whatever counts seqs of its own. */
public sealed interface Talk {
    /** Whether it is the user's without being entered: whispers are, chats are not. */
    boolean belongsTo(long user);

    /** A chat. */
    record Chat(long id) implements Talk {
        @Override
        public boolean belongsTo(long user) {
            return false;
        }
    }

    /** What two people whisper to each other, or one to himself; the lower id first. */
    record Whispers(long low, long high) implements Talk {
        public static Whispers between(long one, long other) {
            return new Whispers(Math.min(one, other), Math.max(one, other));
        }

        /** The other of the two. */
        public long otherThan(long user) {
            return user == low ? high : low;
        }

        @Override
        public boolean belongsTo(long user) {
            return user == low || user == high;
        }
    }
}
