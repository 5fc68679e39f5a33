package chats.log;

import java.util.List;

/** Two users who whisper to each other, by their ids; both may be the same user. */
public record Pair(long low, long high) {
    public static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }

    /** The two users between whom the message is a whisper; null if it is none. */
    public static Pair of(Message message) {
        return message.from() == null ? null : of(message.from(), message.whisperTargetId());
    }

    /** The two users; one if both are the same. */
    public List<Long> users() {
        return low == high ? List.of(low) : List.of(low, high);
    }

    /** The other user of the pair; the user itself if both are the same. */
    public long otherThan(long user) {
        return user == low ? high : low;
    }
}
