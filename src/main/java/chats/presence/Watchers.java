package chats.presence;

import chats.live.Connection;
import chats.live.DroppableEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sockets on this node watch whom, by socket and by watched user. A socket that watches nobody is not in it. Not
 * thread-safe: {@link Presence} calls it under its lock.
 */
final class Watchers {
    private final Map<Connection, List<Long>> watched = new HashMap<>();
    private final Map<Long, Set<Connection>> watchers = new HashMap<>();

    /** Lets the socket watch these users, in place of those before. */
    void replace(Connection connection, Collection<Long> users) {
        remove(connection);
        if (!users.isEmpty()) {
            watched.put(connection, List.copyOf(users));
            users.forEach(user ->
                    watchers.computeIfAbsent(user, id -> new HashSet<>(2)).add(connection));
        }
    }

    void remove(Connection connection) {
        List<Long> users = watched.remove(connection);
        if (users != null) {
            users.forEach(user -> watchers.computeIfPresent(user, (id, all) -> {
                all.remove(connection);
                return all.isEmpty() ? null : all;
            }));
        }
    }

    void tell(UserPresence presence) {
        Set<Connection> all = watchers.get(presence.userId());
        if (all != null) {
            DroppableEvent event = presence.event();
            all.forEach(connection -> connection.socket().emit(event));
        }
    }

    boolean isEmpty() {
        return watched.isEmpty() && watchers.isEmpty();
    }
}
