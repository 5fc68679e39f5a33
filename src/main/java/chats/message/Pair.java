package chats.message;

/** Two users who whisper to each other, in the order of their ids; may be one and the same. */
public record Pair(long low, long high) {
    public static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }

    /** The one who is not this user; the user himself if he whispers to himself. */
    public long otherThan(long user) {
        return user == low ? high : low;
    }
}
