package chats.presence;

import chats.live.Connection;
import chats.live.DroppableEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Which sockets on this node watch whom, by socket, by its user and by watched user. A socket watches those users too that its user
 * may not see, since that may change. A socket that watches nobody is not in it. Not thread-safe: {@link Presence} calls it under its
 * lock.
 */
final class Watchers {
    /** Whom a socket watches, and those among them of whom it is told nothing; mostly none. */
    private static final class Watch {
        final List<Long> users;
        Set<Long> hidden;

        Watch(Collection<Long> users, Set<Long> visible) {
            this.users = List.copyOf(users);
            this.hidden = without(visible);
        }

        private Set<Long> without(Set<Long> visible) {
            Set<Long> others = new HashSet<>(0);
            users.stream().filter(user -> !visible.contains(user)).forEach(others::add);
            return others.isEmpty() ? Set.of() : others;
        }

        /** @return whether that is new */
        boolean hide(long user, boolean hides) {
            if (hidden.contains(user) == hides) {
                return false;
            }
            Set<Long> others = new HashSet<>(hidden);
            if (hides) {
                others.add(user);
            } else {
                others.remove(user);
            }
            hidden = others.isEmpty() ? Set.of() : others;
            return true;
        }
    }

    private final Map<Connection, Watch> watches = new HashMap<>();
    private final Map<Long, Set<Connection>> sockets = new HashMap<>();
    private final Map<Long, Set<Connection>> watchers = new HashMap<>();

    /**
     * Lets the socket watch these users, in place of those before.
     *
     * @param visible those that its user may see
     */
    void replace(Connection connection, Collection<Long> users, Set<Long> visible) {
        remove(connection);
        if (!users.isEmpty()) {
            watches.put(connection, new Watch(users, visible));
            add(sockets, connection.userId(), connection);
            users.forEach(user -> add(watchers, user, connection));
        }
    }

    void remove(Connection connection) {
        Watch watch = watches.remove(connection);
        if (watch != null) {
            remove(sockets, connection.userId(), connection);
            watch.users.forEach(user -> remove(watchers, user, connection));
        }
    }

    private static void add(Map<Long, Set<Connection>> index, long user, Connection connection) {
        index.computeIfAbsent(user, id -> new HashSet<>(2)).add(connection);
    }

    private static void remove(Map<Long, Set<Connection>> index, long user, Connection connection) {
        index.computeIfPresent(user, (id, all) -> {
            all.remove(connection);
            return all.isEmpty() ? null : all;
        });
    }

    void tell(UserPresence presence) {
        long user = presence.userId();
        DroppableEvent event = presence.event();
        for (Connection connection : watchers.getOrDefault(user, Set.of())) {
            if (!watches.get(connection).hidden.contains(user)) {
                connection.socket().emit(event);
            }
        }
    }

    /** Those whom the user watches, and those who watch him. */
    Set<Long> around(long user) {
        Set<Long> around = new HashSet<>();
        sockets.getOrDefault(user, Set.of()).forEach(own -> around.addAll(watches.get(own).users));
        watchers.getOrDefault(user, Set.of()).forEach(watcher -> around.add(watcher.userId()));
        return around;
    }

    /**
     * Shows the user and those around him to each other, or hides them, and tells the sockets for which that is new.
     *
     * @param around those for whom it is known
     * @param visible those of them who see the user, and whom he sees
     * @param presence what is told of a user who is visible
     */
    void show(long user, Set<Long> around, Set<Long> visible, LongFunction<UserPresence> presence) {
        for (Connection own : sockets.getOrDefault(user, Set.of())) {
            for (long watched : watches.get(own).users) {
                if (around.contains(watched)) {
                    show(own, watched, visible.contains(watched), presence);
                }
            }
        }
        for (Connection watcher : watchers.getOrDefault(user, Set.of())) {
            if (around.contains(watcher.userId())) {
                show(watcher, user, visible.contains(watcher.userId()), presence);
            }
        }
    }

    private void show(Connection connection, long user, boolean isVisible, LongFunction<UserPresence> presence) {
        if (watches.get(connection).hide(user, !isVisible)) {
            UserPresence told = isVisible ? presence.apply(user) : UserPresence.unknown(user);
            connection.socket().emit(told.event());
        }
    }
}
