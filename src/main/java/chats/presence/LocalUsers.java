package chats.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The users who are there by this node: those who have a socket here, and those whose last one closed less than ten seconds
 * ago. So a reconnect changes nothing. Not thread-safe: {@link Presence} calls it under its lock.
 */
final class LocalUsers {
    static final Duration STAYS_FOR = Duration.ofSeconds(10);

    private final Set<Long> users = new HashSet<>();

    /** Those without a socket, by when their last one closed, the earliest first. */
    private final Map<Long, Instant> leaving = new LinkedHashMap<>();

    boolean has(long user) {
        return users.contains(user);
    }

    /** @return whether the user was not there before */
    boolean came(long user) {
        leaving.remove(user);
        return users.add(user);
    }

    /** The user's last socket has closed. */
    void leaves(long user, Instant at) {
        leaving.remove(user);
        leaving.put(user, at);
    }

    /** Those who have had no socket for too long, by when they were last there. */
    Map<Long, Instant> gone(Instant now) {
        Map<Long, Instant> gone = new LinkedHashMap<>(0);
        for (Map.Entry<Long, Instant> earliest : leaving.entrySet()) {
            if (earliest.getValue().plus(STAYS_FOR).isAfter(now)) {
                break;
            }
            gone.put(earliest.getKey(), earliest.getValue());
        }
        return gone;
    }

    void remove(Collection<Long> gone) {
        users.removeAll(gone);
        leaving.keySet().removeAll(gone);
    }

    /** All of them, by when they were last there. */
    Map<Long, Instant> all(Instant now) {
        Map<Long, Instant> all = new LinkedHashMap<>();
        users.forEach(user -> all.put(user, leaving.getOrDefault(user, now)));
        return all;
    }
}
