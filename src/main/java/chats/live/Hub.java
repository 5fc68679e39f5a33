package chats.live;

import chats.auth.Caller;
import chats.auth.LoginsEnded;
import chats.bus.Bus;
import chats.bus.Channel;
import chats.chat.ChatCreated;
import chats.chat.ChatsService;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.Json;
import chats.limits.SocketLimits;
import chats.log.ChatEvent;
import chats.log.Membership;
import chats.log.Position;
import chats.log.Positions;
import chats.log.Positions.DirectPosition;
import chats.log.StoredChatChange;
import chats.users.NicknameLearned;
import chats.users.UsersService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows who is connected and delivers events to their sockets. What is stored arrives as CDI events after the commit,
 * on the writer's thread; what other nodes store comes by {@link RemoteEvents}, on its thread. The hub finds the receivers
 * by two indexes, by user and by chat, and puts each event into their sockets' outboxes. Delivery never waits.
 */
@ApplicationScoped
public class Hub {
    static final String CHAT_CREATED = "chat_created";

    private final Bus bus;
    private final Connections connections;
    private final Rooms rooms;
    private final DirectRooms direct;
    private final CatchUp catchUp;
    private final ChatsService chats;
    private final RoomReplays roomReplays;
    private final Positions positions;
    private final Replayer replayer;
    private final TokenLifetimes lifetimes;
    private final SocketLimits limits;
    private final MemberNews memberNews;
    private final UsersService users;

    @Inject
    Hub(
            Bus bus,
            Connections connections,
            Rooms rooms,
            DirectRooms direct,
            CatchUp catchUp,
            ChatsService chats,
            RoomReplays roomReplays,
            Positions positions,
            Replayer replayer,
            TokenLifetimes lifetimes,
            SocketLimits limits,
            MemberNews memberNews,
            UsersService users) {
        this.memberNews = memberNews;
        this.bus = bus;
        this.rooms = rooms;
        this.direct = direct;
        this.catchUp = catchUp;
        this.limits = limits;
        this.users = users;
        this.connections = connections;
        this.lifetimes = lifetimes;
        this.chats = chats;
        this.roomReplays = roomReplays;
        this.positions = positions;
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
     * @throws ChatsException {@code rate_limited} if its user or its address has too many open sockets
     */
    public Connection connect(ClientSocket socket, Caller caller, String address) {
        limits.open(caller.user().id(), address);
        Connection connection = new Connection(socket, caller, address);
        connections.add(connection);
        users.renamedLately(caller.user().id()).ifPresent(connection::rename);
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
     * Lets a connection receive these chats, all of them or none. May wait for the database and the bus. Its user's direct chats it
     * hears already.
     *
     * @param cursors for some of the chats where the client is: what it missed is replayed first
     * @param acknowledge called before anything is replayed
     * @throws ChatsException {@code chat_not_found} or {@code not_a_member}
     */
    public void enter(
            Connection connection,
            Collection<Long> chatIds,
            Map<Long, Cursor> cursors,
            Consumer<List<Entered>> acknowledge) {
        Map<Long, Membership> first = chats.requireMember(chatIds, connection.userId());
        List<Room> kept =
                chatIds.stream().map(id -> rooms.keep(id, first.get(id).pair())).toList();
        List<Entered> entered = new ArrayList<>();
        List<RoomReplay> replays = new ArrayList<>();
        Map<Long, Position> stored;
        Map<Long, Membership> memberships;
        try {
            open(kept.stream()
                    .filter(room -> !room.isDirect() && !room.isOpen())
                    .toList());
            stored = stored(kept, cursors);
            memberships = chats.requireMemberNow(chatIds, connection.userId());
        } catch (RuntimeException e) {
            kept.forEach(rooms::release);
            throw e;
        }
        for (Room room : kept) {
            Cursor cursor = cursors.get(room.chatId());
            Position last = stored.getOrDefault(room.chatId(), Position.START);
            if (cursor == null && (room.isDirect() || hears(connection, room.chatId()))) {
                entered.add(entered(room, room.delivered().max(last)));
                rooms.release(room);
                continue;
            }
            Room.Entrance entrance = enter(connection, room, cursor, last, memberships.get(room.chatId()));
            if (entrance == null) {
                kept.subList(kept.indexOf(room), kept.size()).forEach(rooms::release);
                rooms.leave(connection, entered.stream().map(Entered::chatId).toList());
                throw new ChatsException(ErrorCode.NOT_A_MEMBER);
            }
            entered.add(entered(room, entrance.at()));
            if (entrance.missed() != null) {
                replays.add(roomReplays.of(entrance.listener(), entrance.missed(), entrance.at()));
            }
        }
        acknowledge.accept(entered);
        replayer.start(connection, connection.missedMessages(), replays);
        if (connection.isGone()) {
            rooms.leaveAll(connection);
        }
    }

    private static boolean hears(Connection connection, long chatId) {
        Listener listener = connection.entered().get(chatId);
        return listener != null && !listener.isEnded();
    }

    /** Null if the user was removed since the membership was read. */
    private Room.Entrance enter(Connection connection, Room room, Cursor cursor, Position last, Membership membership) {
        Room.Entrance entrance = rooms.enter(connection, room, cursor, last, membership);
        while (entrance == null) {
            Optional<Membership> again = chats.findMembership(room.chatId(), connection.userId());
            if (again.isEmpty()) {
                return null;
            }
            entrance = rooms.enter(connection, room, cursor, last, again.get());
        }
        return entrance;
    }

    private static Entered entered(Room room, Position at) {
        return new Entered(room.chatId(), at.seq(), at.rev());
    }

    /** Reads how far chats have come: all direct ones, and those where the client's cursor is above what this node has delivered. */
    private Map<Long, Position> stored(List<Room> entering, Map<Long, Cursor> cursors) {
        List<Long> asked = entering.stream()
                .filter(room -> room.isDirect()
                        || cursors.getOrDefault(room.chatId(), Cursor.START).isBeyond(room.delivered()))
                .map(Room::chatId)
                .toList();
        return asked.isEmpty() ? Map.of() : positions.of(asked);
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
     * @param cursors for some of the other users where the client is; it is at the start for those not named
     * @param acknowledge called before anything is replayed
     */
    public void syncWhispers(Connection connection, Map<Long, Cursor> cursors, Consumer<List<Synced>> acknowledge) {
        long userId = connection.userId();
        List<DirectPosition> chats = positions.directOf(userId);
        direct.open(userId, chats);
        List<Synced> synced = new ArrayList<>();
        List<RoomReplay> replays = new ArrayList<>();
        for (DirectPosition chat : chats) {
            long other = chat.pair().otherThan(userId);
            Position last = chat.last();
            Cursor cursor = cursors.getOrDefault(other, Cursor.START);
            synced.add(new Synced(other, chat.chatId(), last.seq(), last.rev()));
            if (cursor.seq() < last.seq()
                    || cursors.containsKey(other)
                    || connection.entered().containsKey(chat.chatId())) {
                Listener listener = direct.listen(connection, chat.chatId(), chat.pair());
                Gap missed = listener.holdBack(cursor.within(last), last);
                replays.add(roomReplays.of(listener, missed, last));
            }
        }
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

    /** What the open sockets of these users send from now on carries the new nicknames. */
    void onNicknameLearned(@Observes NicknameLearned learned) {
        learned.users().forEach((id, user) -> connections.of(id).forEach(connection -> connection.rename(user)));
    }

    /** It may have been stored by any node, and come in any order and more than once. */
    void onChatEvent(@Observes ChatEvent event) {
        Room waiting = event.isDirect() ? direct.offer(event) : offer(event);
        if (waiting != null) {
            catchUp.soon(waiting);
        }
    }

    private Room offer(ChatEvent event) {
        Room room = rooms.find(event.chatId());
        if (event instanceof StoredChatChange change) {
            memberNews.changed(change);
        }
        if (room == null) {
            return null;
        }
        boolean isWaiting = room.offer(event);
        rooms.releaseEnded(room);
        return isWaiting ? room : null;
    }

    void onChatCreated(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChatCreated created) {
        Signal signal = chatCreated(
                Json.write(created.chat()), created.userIds(), created.origin().socket());
        tell(signal);
        bus.send(List.of(signal));
    }

    static Signal chatCreated(String chat, List<Long> users, long creator) {
        return new Signal(CHAT_CREATED, users, creator, chat);
    }

    /** Sends a signal to the sockets of its users on this node. */
    void tell(Signal signal) {
        ServerEvent event = new ServerEvent(signal.name(), signal.json());
        for (long user : signal.users()) {
            connections.of(user).stream()
                    .filter(connection -> connection.id() != signal.socket())
                    .forEach(connection -> connection.socket().emit(event));
        }
    }

    private void open(List<Room> unopened) {
        if (!unopened.isEmpty()) {
            List<Long> chatIds = unopened.stream().map(Room::chatId).toList();
            bus.await(chatIds.stream().map(Channel::chat).toList());
            Map<Long, Position> last = positions.of(chatIds);
            for (Room room : unopened) {
                room.open(last.getOrDefault(room.chatId(), Position.START));
                rooms.releaseEnded(room);
            }
        }
    }
}
