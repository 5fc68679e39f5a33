package chats.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The open sockets on this node, by user. */
@ApplicationScoped
class Connections {
    private final ConcurrentHashMap<Long, Set<Connection>> byUser = new ConcurrentHashMap<>();

    private volatile Optional<ConnectionListener> listener = Optional.empty();

    /** Sets who hears of sockets that open and close; called once, at the start. */
    void follow(ConnectionListener follower) {
        listener = Optional.of(follower);
    }

    void add(Connection connection) {
        byUser.compute(connection.userId(), (user, open) -> {
            Set<Connection> all = open == null ? ConcurrentHashMap.newKeySet(2) : open;
            all.add(connection);
            return all;
        });
        listener.ifPresent(follower -> follower.opened(connection));
    }

    void remove(Connection connection) {
        AtomicBoolean removed = new AtomicBoolean();
        byUser.computeIfPresent(connection.userId(), (user, open) -> {
            removed.set(open.remove(connection));
            return open.isEmpty() ? null : open;
        });
        if (removed.get()) {
            listener.ifPresent(follower -> follower.closed(connection));
        }
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
