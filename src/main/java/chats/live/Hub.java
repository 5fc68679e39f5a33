package chats.live;

import chats.auth.Caller;
import chats.auth.LoginsEnded;
import chats.bus.Bus;
import chats.bus.Channel;
import chats.chat.ChatCreated;
import chats.chat.ChatsService;
import chats.json.Json;
import chats.limits.SocketLimits;
import chats.message.Histories;
import chats.message.LastSeqs;
import chats.message.LastSeqs.DirectSeq;
import chats.message.StoredMessage;
import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Knows who is connected and delivers events to their sockets. Stored messages arrive as CDI events after their commit,
 * on the writer's thread. The hub finds the receivers by two indexes, by user and by chat, and puts each event into
 * their sockets' outboxes. Delivery never waits.
 */
@ApplicationScoped
public class Hub {
    private final Bus bus;
    private final Connections connections;
    private final Rooms rooms;
    private final DirectRooms direct;
    private final CatchUp catchUp;
    private final ChatsService chats;
    private final Histories histories;
    private final LastSeqs lastSeqs;
    private final Replayer replayer;
    private final TokenLifetimes lifetimes;
    private final SocketLimits limits;

    @Inject
    Hub(
            Bus bus,
            Connections connections,
            Rooms rooms,
            DirectRooms direct,
            CatchUp catchUp,
            ChatsService chats,
            Histories histories,
            LastSeqs lastSeqs,
            Replayer replayer,
            TokenLifetimes lifetimes,
            SocketLimits limits) {
        this.bus = bus;
        this.rooms = rooms;
        this.direct = direct;
        this.catchUp = catchUp;
        this.limits = limits;
        this.connections = connections;
        this.lifetimes = lifetimes;
        this.chats = chats;
        this.histories = histories;
        this.lastSeqs = lastSeqs;
        this.replayer = replayer;
    }

    /**
     * Prepares for a socket that this user is about to open, so that it misses no whisper from its first moment on. May
     * wait for the bus and the database, for a bounded time.
     */
    public void expect(long userId) {
        direct.expect(userId);
    }

    /**
     * Registers an opened socket; it receives whispers and new chats from now on.
     *
     * @param address the client's IP address
     * @throws chats.errors.ChatsException {@code rate_limited} if its user or its address has too many open sockets
     */
    public Connection connect(ClientSocket socket, Caller caller, String address) {
        limits.open(caller.user().id(), address);
        Connection connection = new Connection(socket, caller, address);
        connections.add(connection);
        direct.keep(caller.user().id());
        lifetimes.check(connection);
        return connection;
    }

    /** Removes a closed socket. May be called more than once. */
    public void disconnect(Connection connection) {
        if (connection.leave()) {
            limits.close(connection.userId(), connection.address());
            direct.release(connection.userId());
        }
        rooms.leaveAll(connection);
        connections.remove(connection);
    }

    /**
     * Lets a connection receive these chats, all of them or none. May wait for the database and the bus.
     *
     * @param after for some of the chats, the highest seq the client knows: what is above it is replayed first
     * @param acknowledge called before anything is replayed
     * @throws chats.errors.ChatsException {@code chat_not_found} or {@code not_a_member}
     */
    public void enter(
            Connection connection,
            Collection<Long> chatIds,
            Map<Long, Long> after,
            Consumer<List<Entered>> acknowledge) {
        chats.requireMember(chatIds, connection.userId());
        List<Room> kept = chatIds.stream().map(rooms::keep).toList();
        Map<Long, Long> stored;
        try {
            open(kept.stream().filter(room -> !room.isOpen()).toList());
            stored = storedBeyond(kept, after);
        } catch (RuntimeException e) {
            kept.forEach(rooms::release);
            throw e;
        }
        List<Entered> entered = new ArrayList<>();
        List<RoomReplay> replays = new ArrayList<>();
        for (Room room : kept) {
            Long from = after.get(room.chatId());
            Listener listener = connection.entered().get(room.chatId());
            if (listener != null && from == null) {
                rooms.release(room);
                entered.add(new Entered(room.chatId(), room.delivered()));
                continue;
            }
            rooms.leave(connection, List.of(room.chatId()));
            listener = room.enter(connection, from, stored.getOrDefault(room.chatId(), 0L));
            connection.entered().put(room.chatId(), listener);
            entered.add(new Entered(room.chatId(), listener.enteredAt()));
            if (from != null) {
                replays.add(RoomReplay.ofNew(listener, histories));
            }
        }
        acknowledge.accept(entered);
        replayer.start(connection, connection.missedMessages(), replays);
        if (connection.isGone()) {
            rooms.leaveAll(connection);
        }
    }

    /** The highest stored seqs of those chats of which the client knows a higher seq than this node has delivered. */
    private Map<Long, Long> storedBeyond(List<Room> entering, Map<Long, Long> after) {
        List<Long> beyond = entering.stream()
                .filter(room -> after.getOrDefault(room.chatId(), 0L) > room.delivered())
                .map(Room::chatId)
                .toList();
        return beyond.isEmpty() ? Map.of() : histories.lastSeqs(beyond);
    }

    /**
     * Lets a connection leave these chats; when this returns, nothing of them is emitted any more. Nobody leaves a direct
     * chat.
     */
    public void leave(Connection connection, Collection<Long> chatIds) {
        rooms.leave(
                connection,
                chatIds.stream().filter(id -> isEntered(connection, id)).toList());
    }

    private static boolean isEntered(Connection connection, Long chatId) {
        Listener listener = connection.entered().get(chatId);
        return listener != null && !listener.room().isDirect();
    }

    /**
     * Sends a connection all whispers of its user that it has not been sent yet.
     *
     * @param after for some of the other users, the highest seq the client has; 0 for those not named
     * @param acknowledge called before anything is replayed
     */
    public void syncWhispers(Connection connection, Map<Long, Long> after, Consumer<List<Synced>> acknowledge) {
        long userId = connection.userId();
        List<DirectSeq> chats = directOf(userId);
        direct.open(userId, chats);
        List<Synced> synced = new ArrayList<>();
        List<RoomReplay> replays = new ArrayList<>();
        for (DirectSeq chat : chats) {
            long other = chat.pair().otherThan(userId);
            long known = Math.min(after.getOrDefault(other, 0L), chat.lastSeq());
            synced.add(new Synced(other, chat.lastSeq()));
            if (known < chat.lastSeq()
                    || after.containsKey(other)
                    || connection.entered().containsKey(chat.chatId())) {
                Listener listener = direct.listen(connection, chat.chatId(), chat.pair());
                replays.add(RoomReplay.ofMissing(listener, histories, known, chat.lastSeq()));
            }
        }
        acknowledge.accept(synced);
        replayer.start(connection, connection.missedWhispers(), replays);
    }

    private List<DirectSeq> directOf(long userId) {
        try {
            return lastSeqs.directOf(userId);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Closes the sockets of the logins that have ended. */
    void onLoginsEnded(@Observes LoginsEnded ended) {
        connections.of(ended.userId()).stream()
                .filter(connection -> connection
                        .caller()
                        .login()
                        .filter(ended.logins()::contains)
                        .isPresent())
                .forEach(connection -> connection.socket().close(Closing.LOGGED_OUT));
    }

    /** A message may have been stored by any node, and come in any order and more than once. */
    void onMessage(@Observes StoredMessage sent) {
        Room waiting = sent.isWhisper() ? direct.offer(sent) : offer(sent);
        if (waiting != null) {
            catchUp.soon(waiting);
        }
    }

    private Room offer(StoredMessage sent) {
        Room room = rooms.find(sent.chatId());
        return room != null && room.offer(sent) ? room : null;
    }

    void onChatCreated(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChatCreated created) {
        List<Long> users = created.chat().users().stream().map(User::id).toList();
        announceChat(Json.write(created.chat()), users, created.origin().socket());
        bus.send(List.of(created));
    }

    /** Sends a new chat to the sockets of these users, except the one that created it. */
    void announceChat(String json, Collection<Long> users, long creator) {
        ServerEvent event = new ServerEvent("chat_created", json);
        for (long user : users) {
            connections.of(user).stream()
                    .filter(connection -> connection.id() != creator)
                    .forEach(connection -> connection.socket().emit(event));
        }
    }

    /** The event by which a stored message or whisper is delivered. */
    static ServerEvent event(StoredMessage sent) {
        return new ServerEvent(sent.isWhisper() ? "receive_whisper" : "receive_message", sent.json());
    }

    private void open(List<Room> unopened) {
        if (!unopened.isEmpty()) {
            List<Long> chatIds = unopened.stream().map(Room::chatId).toList();
            bus.await(chatIds.stream().map(Channel::chat).toList());
            Map<Long, Long> lastSeqs = histories.lastSeqs(chatIds);
            unopened.forEach(room -> room.open(lastSeqs.getOrDefault(room.chatId(), 0L)));
        }
    }
}
