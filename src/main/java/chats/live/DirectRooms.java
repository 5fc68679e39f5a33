package chats.live;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.errors.DatabaseErrors;
import chats.log.ChatEvent;
import chats.log.Pair;
import chats.log.Position;
import chats.log.Positions;
import chats.log.Positions.DirectPosition;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who listens in direct chats: every socket of the two users, without having entered. A socket becomes a listener with the
 * first event that comes, or when it asks for what it missed.
 *
 * <p>On a single node a room starts with the first event, since the one writer announces them in order. With other nodes
 * events come in any order. So a node knows for each user who has a socket here, by {@link UserChats}, from which position
 * each of the user's direct chats is delivered; it reads that when the first socket is about to be opened.
 */
@ApplicationScoped
class DirectRooms {
    private static final System.Logger LOG = System.getLogger(DirectRooms.class.getName());
    private static final long OPENING_MS = 2000;
    private static final long OPEN_ALL_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long KEPT_FOR_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final ConcurrentHashMap<Long, UserChats> users = new ConcurrentHashMap<>();
    private final Bus bus;
    private final Connections connections;
    private final Rooms rooms;
    private final Positions positions;

    @Resource
    ManagedExecutorService executor;

    @Inject
    DirectRooms(Bus bus, Connections connections, Rooms rooms, Positions positions) {
        this.bus = bus;
        this.connections = connections;
        this.rooms = rooms;
        this.positions = positions;
    }

    /**
     * Takes what was stored in a direct chat, in any order, also more than once.
     *
     * @return the room if it holds something back until a predecessor comes, or null
     */
    Room offer(ChatEvent event) {
        Room room = room(event);
        if (room == null) {
            return null;
        }
        try {
            letAllListen(room);
            return room.offer(event) ? room : null;
        } finally {
            rooms.release(room);
        }
    }

    /** The chat's room, kept once more; null if neither user is here. */
    private Room room(ChatEvent event) {
        if (bus.hasOthers()) {
            return room(event.chatId(), event.pair());
        }
        if (event.pair().users().stream().allMatch(user -> connections.of(user).isEmpty())) {
            return null;
        }
        Room room = rooms.keep(event.chatId(), event.pair());
        room.open(event.before());
        return room;
    }

    /** The chat's room, kept once more; null if neither user is here. For several nodes. */
    private Room room(long chatId, Pair pair) {
        List<UserChats> here = here(pair);
        if (here.isEmpty()) {
            return null;
        }
        Room room = rooms.keep(chatId, pair);
        here.forEach(chats -> chats.add(chatId, () -> rooms.keep(chatId, pair)));
        openIfKnown(room);
        return room;
    }

    private List<UserChats> here(Pair pair) {
        return pair.users().stream()
                .map(users::get)
                .filter(chats -> chats != null)
                .toList();
    }

    /**
     * Opens the room at the lower of the positions after which its users' sockets are to hear what comes: from the higher one
     * on, the other user would miss something.
     */
    private void openIfKnown(Room room) {
        if (!room.isOpen()) {
            List<Optional<Position>> starts = here(room.pair()).stream()
                    .map(chats -> chats.start(room.chatId()))
                    .toList();
            if (starts.stream().allMatch(Optional::isPresent)) {
                starts.stream().map(Optional::orElseThrow).reduce(Position::min).ifPresent(room::open);
            }
        }
    }

    /** The room of a chat in which this user has not been delivered all that is stored, kept once more; or null. */
    Room behind(long userId, DirectPosition stored) {
        UserChats chats = users.get(userId);
        return chats == null || chats.delivered(stored.chatId()).covers(stored.last())
                ? null
                : room(stored.chatId(), stored.pair());
    }

    /** Makes all sockets of the two users listeners. */
    void letAllListen(Room room) {
        for (long user : room.pair().users()) {
            connections.of(user).forEach(connection -> listen(connection, room.chatId(), room.pair()));
        }
    }

    /** The connection's listener in that direct chat. */
    Listener listen(Connection connection, long chatId, Pair pair) {
        Listener listener = connection.entered().get(chatId);
        if (listener != null) {
            return listener;
        }
        listener = connection
                .entered()
                .computeIfAbsent(chatId, id -> rooms.keep(id, pair).hear(connection));
        if (connection.isGone()) {
            rooms.leaveAll(connection);
        }
        return listener;
    }

    /** Makes sure that a socket which this user opens within the next seconds misses nothing from its first moment on. */
    void expect(long userId) {
        if (bus.hasOthers()) {
            keep(userId);
            release(userId);
        }
    }

    /**
     * Counts one more socket of the user; while the user has any, this node is subscribed to the user's channel on the
     * bus.
     */
    void keep(long userId) {
        if (!bus.hasOthers()) {
            return;
        }
        UserChats chats = users.compute(userId, (id, known) -> {
            if (known == null) {
                bus.subscribe(Channel.user(id));
            }
            UserChats kept = known == null ? new UserChats(id) : known;
            kept.keep();
            return kept;
        });
        if (!chats.isOpen()) {
            awaitOpening(chats);
        }
    }

    /** Takes back one {@link #keep}. Everything is kept for some seconds, in case the client reconnects. */
    void release(long userId) {
        if (bus.hasOthers()) {
            users.get(userId).release();
        }
    }

    /** For each user whose chats are open, {@link UserChats#steps}. */
    Map<Long, Long> steps() {
        Map<Long, Long> steps = new HashMap<>();
        users.forEach((user, chats) -> {
            if (chats.isOpen()) {
                steps.put(user, chats.steps());
            }
        });
        return steps;
    }

    /** Takes these positions as those from which the user's chats are delivered, if that is not known yet. */
    void open(long userId, Collection<DirectPosition> read) {
        UserChats chats = users.get(userId);
        if (chats != null) {
            open(chats, read);
        }
    }

    /** Reads the positions from which chats are delivered, where that could not be done before; for about a second at most. */
    void openAll() {
        long end = System.nanoTime() + OPEN_ALL_FOR_NANOS;
        for (UserChats chats : users.values()) {
            if (!chats.isOpen() && System.nanoTime() < end) {
                open(chats);
            }
        }
    }

    private void open(UserChats chats) {
        bus.await(List.of(Channel.user(chats.userId())));
        open(chats, positions.directOf(chats.userId()));
    }

    private void open(UserChats chats, Collection<DirectPosition> read) {
        if (!chats.open(read)) {
            return;
        }
        // the other user may have had the room here before
        for (DirectPosition chat : read) {
            Room room = rooms.find(chat.chatId());
            if (room != null) {
                openIfKnown(room);
            }
        }
        chats.rooms().forEach(this::openIfKnown);
    }

    /** Forgets the users who have had no socket here for a while. */
    void sweep() {
        for (UserChats idle : users.values()) {
            if (idle.isIdle(KEPT_FOR_NANOS)) {
                users.computeIfPresent(idle.userId(), (id, chats) -> {
                    if (!chats.isIdle(KEPT_FOR_NANOS)) {
                        return chats;
                    }
                    bus.unsubscribe(Channel.user(id));
                    chats.close().forEach(rooms::release);
                    return null;
                });
            }
        }
    }

    /** Where the database does not answer in time, the chats are opened once it does. */
    private void awaitOpening(UserChats chats) {
        Future<?> opening = executor.submit(() -> {
            try {
                open(chats);
            } catch (RuntimeException e) {
                LOG.log(
                        DatabaseErrors.unavailable(e) ? Level.DEBUG : Level.ERROR,
                        "A user's whispers cannot be delivered yet",
                        e);
            }
        });
        try {
            opening.get(OPENING_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "A user's whispers are delivered once the database answers", e);
        }
    }
}
