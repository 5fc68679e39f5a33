package chats.marks;

import chats.users.UserCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Keeps for a second what is a user's own of his rooms, since a list of many rooms is read page after page. It holds while no other node is
 * there, which could store marks unnoticed. What the user marks himself lets all of his be forgotten before he is answered.
 */
@ApplicationScoped
public class KeptStates {
    /** @param shown what the room was when that was so */
    record State(ReadMarks.Shown shown, ReadState state) {}

    private static final Duration KEPT_FOR = Duration.ofSeconds(1);

    /** Some 20 MB: a room weighs 16. */
    private static final int MOST_ROOMS = 100_000;

    private static final int WEIGHT = 16;

    private final UserCache<Map<Long, State>> states;

    public KeptStates() {
        this(KEPT_FOR);
    }

    /** Keeps it for as long as that. */
    public KeptStates(Duration keptFor) {
        this.states = new UserCache<>(keptFor, MOST_ROOMS, rooms -> rooms.size() * WEIGHT);
    }

    /** What is kept of a user, by chat. If nothing is, it is read. */
    Map<Long, State> of(long userId, LongFunction<Map<Long, State>> read) {
        return states.get(userId, users -> Map.of(userId, read.apply(userId)));
    }

    /** What of these users' chats is their own may have changed, and is committed. */
    void forget(Set<Long> users) {
        states.forget(users);
    }
}
