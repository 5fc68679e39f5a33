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
import chats.message.Pair;
import chats.message.StoredMessage;
import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
    private final WhisperStreams whispers;
    private final CatchUp catchUp;
    private final ChatsService chats;
    private final Histories histories;
    private final Replayer replayer;
    private final TokenLifetimes lifetimes;
    private final SocketLimits limits;

    @Inject
    Hub(
            Bus bus,
            Connections connections,
            Rooms rooms,
            WhisperStreams whispers,
            CatchUp catchUp,
            ChatsService chats,
            Histories histories,
            Replayer replayer,
            TokenLifetimes lifetimes,
            SocketLimits limits) {
        this.bus = bus;
        this.rooms = rooms;
        this.whispers = whispers;
        this.catchUp = catchUp;
        this.limits = limits;
        this.connections = connections;
        this.lifetimes = lifetimes;
        this.chats = chats;
        this.histories = histories;
        this.replayer = replayer;
    }

    /**
     * Prepares for a socket that this user is about to open, so that it misses no whisper from its first moment on. May
     * wait for the bus and the database, for a bounded time.
     */
    public void expect(long userId) {
        whispers.expect(userId);
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
        whispers.keep(caller.user().id());
        lifetimes.check(connection);
        return connection;
    }

    /** Removes a closed socket. May be called more than once. */
    public void disconnect(Connection connection) {
        if (connection.leave()) {
            limits.close(connection.userId(), connection.address());
            whispers.release(connection.userId());
        }
        connections.remove(connection);
        leave(connection, connection.entered().keySet());
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
            leave(connection, List.of(room.chatId()));
            listener = room.enter(connection, from, stored.getOrDefault(room.chatId(), 0L));
            connection.entered().put(room.chatId(), listener);
            entered.add(new Entered(room.chatId(), listener.enteredAt()));
            if (from != null) {
                replays.add(new RoomReplay(listener, histories));
            }
        }
        acknowledge.accept(entered);
        replayer.start(connection, connection.missedMessages(), replays);
        if (connection.isGone()) {
            leave(connection, connection.entered().keySet());
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

    /** Lets a connection leave these chats; when this returns, nothing of them is emitted any more. */
    public void leave(Connection connection, Collection<Long> chatIds) {
        for (Long chatId : List.copyOf(chatIds)) {
            Listener listener = connection.entered().remove(chatId);
            if (listener != null) {
                listener.room().leave(listener);
                rooms.release(listener.room());
            }
        }
    }

    /**
     * Sends a connection all whispers of its user that it has not been sent yet.
     *
     * @param after for some of the other users, the highest seq the client has; 0 for those not named
     * @param acknowledge called before anything is replayed
     */
    public void syncWhispers(Connection connection, Map<Long, Long> after, Consumer<List<Synced>> acknowledge) {
        long userId = connection.userId();
        List<Synced> synced = new ArrayList<>();
        List<WhisperReplay> replays = new ArrayList<>();
        Map<Pair, Long> pairs = histories.pairsOf(userId);
        whispers.of(List.of(userId)).forEach(stream -> stream.open(pairs));
        pairs.forEach((pair, lastSeq) -> {
            long other = pair.otherThan(userId);
            long from = Math.min(after.getOrDefault(other, 0L), lastSeq);
            synced.add(new Synced(other, lastSeq));
            replays.add(new WhisperReplay(connection.whispers(), pair, from, lastSeq, histories));
        });
        acknowledge.accept(synced);
        replayer.start(connection, connection.missedWhispers(), replays);
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

    void onMessage(@Observes StoredMessage.MessageSent sent) {
        Room room = rooms.find(sent.view().chatId());
        if (room != null && room.offer(sent)) {
            catchUp.soon(room);
        }
    }

    void onWhisper(@Observes StoredMessage.WhisperSent sent) {
        Pair pair = sent.pair();
        Stream.of(pair.low(), pair.high()).distinct().forEach(user -> {
            if (bus.hasOthers()) {
                whisper(user, sent);
                return;
            }
            Set<Connection> listening = connections.of(user);
            if (!listening.isEmpty()) {
                ServerEvent event = event(sent);
                listening.forEach(connection -> connection.whispers().hear(sent, event));
            }
        });
    }

    /**
     * Delivers a whisper to one of its two users. It may have been stored by any node, and come in any order and more
     * than once.
     */
    void whisper(long userId, StoredMessage.WhisperSent sent) {
        for (WhisperStream stream : whispers.of(List.of(userId))) {
            if (stream.offer(sent)) {
                catchUp.soon(stream);
            }
        }
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
        return new ServerEvent(
                sent instanceof StoredMessage.WhisperSent ? "receive_whisper" : "receive_message", sent.json());
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
