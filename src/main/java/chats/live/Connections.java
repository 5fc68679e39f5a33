package chats.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open sockets of each user. */
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

    /** The user's sockets; may change meanwhile. */
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
