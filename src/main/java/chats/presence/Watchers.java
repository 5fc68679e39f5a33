package chats.presence;

import chats.live.Connection;
import chats.live.DroppableEvent;
import chats.log.Pair;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Which sockets on this node watch whom, by socket, by its user and by watched user. A socket watches those too who are hidden by a
 * block, since that may end. A socket that watches nobody is not in it. Not thread-safe: {@link Presence} calls it under its lock.
 */
final class Watchers {
    /** Whom a socket watches, in ascending order, and those among them of whom it is told nothing; mostly none. */
    private static final class Watch {
        final long[] users;
        Set<Long> hidden;

        Watch(Collection<Long> visible, Collection<Long> hidden) {
            this.users = LongStream.concat(ids(visible), ids(hidden))
                    .sorted()
                    .distinct()
                    .toArray();
            this.hidden = Set.copyOf(hidden);
        }

        private static LongStream ids(Collection<Long> users) {
            return users.stream().mapToLong(user -> user);
        }

        boolean has(long user) {
            return Arrays.binarySearch(users, user) >= 0;
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
     * @param visible those of whom it is told
     * @param hidden those of whom it may be told later
     */
    void replace(Connection connection, Set<Long> visible, Set<Long> hidden) {
        remove(connection);
        Watch watch = new Watch(visible, hidden);
        if (watch.users.length > 0) {
            watches.put(connection, watch);
            add(sockets, connection.userId(), connection);
            for (long user : watch.users) {
                add(watchers, user, connection);
            }
        }
    }

    void remove(Connection connection) {
        Watch watch = watches.remove(connection);
        if (watch != null) {
            remove(sockets, connection.userId(), connection);
            for (long user : watch.users) {
                remove(watchers, user, connection);
            }
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

    /** Whether the user watches somebody here, or somebody here watches him. */
    boolean has(long user) {
        return sockets.containsKey(user) || watchers.containsKey(user);
    }

    /** The user with each of those whom he watches, and who watch him. */
    Set<Pair> pairsOf(long user) {
        Set<Pair> pairs = new HashSet<>();
        for (Connection own : sockets.getOrDefault(user, Set.of())) {
            for (long watched : watches.get(own).users) {
                pairs.add(Pair.of(user, watched));
            }
        }
        for (Connection watcher : watchers.getOrDefault(user, Set.of())) {
            pairs.add(Pair.of(user, watcher.userId()));
        }
        return pairs;
    }

    /** Those two of the users of whom one watches the other. It looks at who watches each, and not at all whom each watches. */
    Set<Pair> pairsAmong(Set<Long> users) {
        Set<Pair> pairs = new HashSet<>();
        for (long user : users) {
            for (Connection watcher : watchers.getOrDefault(user, Set.of())) {
                if (users.contains(watcher.userId())) {
                    pairs.add(Pair.of(user, watcher.userId()));
                }
            }
        }
        return pairs;
    }

    /**
     * Shows two users to each other, or hides them, and tells the sockets for which that is new.
     *
     * @param presence what is told of one who is visible
     */
    void show(Pair pair, boolean isVisible, LongFunction<UserPresence> presence) {
        show(pair.low(), pair.high(), isVisible, presence);
        show(pair.high(), pair.low(), isVisible, presence);
    }

    private void show(long userId, long watched, boolean isVisible, LongFunction<UserPresence> presence) {
        for (Connection connection : sockets.getOrDefault(userId, Set.of())) {
            Watch watch = watches.get(connection);
            if (watch.has(watched) && watch.hide(watched, !isVisible)) {
                UserPresence told = isVisible ? presence.apply(watched) : UserPresence.unknown(watched);
                connection.socket().emit(told.event());
            }
        }
    }
}
