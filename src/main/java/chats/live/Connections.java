package chats.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open sockets on this node, by user. */
@ApplicationScoped
class Connections {
    private final ConcurrentHashMap<Long, Set<Connection>> byUser = new ConcurrentHashMap<>();

    void add(Connection connection) {
        byUser.compute(connection.userId(), (user, open) -> {
            Set<Connection> all = open == null ? ConcurrentHashMap.newKeySet(2) : open;
            all.add(connection);
            return all;
        });
    }

    void remove(Connection connection) {
        byUser.computeIfPresent(connection.userId(), (user, open) -> {
            open.remove(connection);
            return open.isEmpty() ? null : open;
        });
    }

    /** A live view of the user's sockets: other threads may change it during an iteration. */
    Set<Connection> of(long userId) {
        return byUser.getOrDefault(userId, Set.of());
    }

    boolean isEmpty() {
        return byUser.isEmpty();
    }

    void forEach(Consumer<Connection> action) {
        byUser.values().forEach(open -> open.forEach(action));
    }
}
