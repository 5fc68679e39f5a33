package chats.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.auth.Caller;
import chats.auth.LoginsEnded;
import chats.bus.Bus;
import chats.bus.Node;
import chats.bus.NodeRegistry;
import chats.chat.ChatsService;
import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.limits.SocketLimits;
import chats.log.Membership;
import chats.log.Pair;
import chats.log.Position;
import chats.log.Positions;
import chats.log.StoredMessage;
import chats.settings.Settings;
import chats.users.NicknameLearned;
import chats.users.User;
import chats.users.UsersService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the hub decides, without a database: who is a member and what was stored is what the test says. */
class HubTest {
    private static final long OTHER_CHAT = 8;
    private static final UUID LOGIN = new UUID(0, 1);
    private static final int MOST_SOCKETS = 2;

    private final Map<Long, Position> stored =
            new HashMap<>(Map.of(People.CHAT, People.seq(5), OTHER_CHAT, Position.START));
    private final List<String> replayed = new ArrayList<>();
    private final List<Room> waiting = new ArrayList<>();
    private boolean isDatabaseAway;
    private final Bus bus = Bus.alone();
    private final Connections connections = new Connections();
    private final Rooms rooms = new Rooms(bus);
    private final Map<Long, User> renamed = new HashMap<>();
    private final UsersService users = new UsersService(null) {
        @Override
        public Optional<User> renamedLately(long id) {
            return Optional.ofNullable(renamed.get(id));
        }
    };
    private final Hub hub = hub();

    @Test
    void whoEnteredHearsWhatIsStoredFromThenOn() {
        FakeSocket socket = new FakeSocket();
        assertEquals(List.of(new Entered(People.CHAT, 5, 0)), enter(open(socket), People.CHAT));
        hub.onChatEvent(People.message(5));
        hub.onChatEvent(People.message(6));
        assertEquals(List.of("6"), socket.heard);
    }

    @Test
    void whatIsSentAfterARenameCarriesTheNewNickname() {
        User renamedAlice = new User(People.ALICE.id(), "alicia");
        Connection before = open(new FakeSocket());
        hub.onNicknameLearned(NicknameLearned.of(List.of(renamedAlice)));
        assertEquals(renamedAlice, before.origin().user());
        before.renew(new Caller(People.ALICE, Optional.empty(), Instant.MAX));
        assertEquals(renamedAlice, before.origin().user(), "the token was read before the rename");
    }

    @Test
    void aSocketWhoseUserWasRenamedWhileItOpenedCarriesTheNewNicknameToo() {
        User renamedAlice = new User(People.ALICE.id(), "alicia");
        renamed.put(renamedAlice.id(), renamedAlice);
        assertEquals(renamedAlice, open(new FakeSocket()).origin().user());
    }

    @Test
    void whoEnteredNothingHearsNoMessage() {
        FakeSocket socket = new FakeSocket();
        open(socket);
        hub.onChatEvent(People.message(6));
        assertEquals(List.of(), socket.heard);
        assertNull(rooms.find(People.CHAT));
    }

    @Test
    void allChatsAreEnteredOrNone() {
        FakeSocket socket = new FakeSocket();
        Connection alice = open(socket);
        ChatsException refusal = assertThrows(ChatsException.class, () -> enter(alice, People.CHAT, 99L));
        assertEquals(ErrorCode.NOT_A_MEMBER, refusal.code());
        hub.onChatEvent(People.message(6));
        assertEquals(List.of(), socket.heard);
        assertNull(rooms.find(People.CHAT));
    }

    @Test
    void noRoomIsKeptWhereTheDatabaseFails() {
        Connection alice = open(new FakeSocket());
        isDatabaseAway = true;
        assertThrows(IllegalStateException.class, () -> enter(alice, People.CHAT));
        assertNull(rooms.find(People.CHAT));
        isDatabaseAway = false;
        assertEquals(1, enter(alice, People.CHAT).size());
    }

    @Test
    void anotherEnterWithoutAfterChangesNothing() {
        FakeSocket socket = new FakeSocket();
        Connection alice = open(socket);
        enter(alice, People.CHAT);
        Listener before = alice.entered().get(People.CHAT);
        hub.onChatEvent(People.message(6));
        assertEquals(List.of(new Entered(People.CHAT, 6, 0)), enter(alice, People.CHAT));
        assertEquals(before, alice.entered().get(People.CHAT));
        hub.onChatEvent(People.message(7));
        assertEquals(List.of("6", "7"), socket.heard);
    }

    @Test
    void theAcknowledgementComesBeforeWhatIsReplayed() {
        Connection alice = open(new FakeSocket());
        List<String> order = new ArrayList<>();
        hub.enter(alice, List.of(People.CHAT), Map.of(People.CHAT, new Cursor(2, null)), entered -> {
            order.addAll(replayed);
            order.add("acknowledged");
        });
        order.addAll(replayed);
        assertEquals(List.of("acknowledged", "1 replays"), order);
    }

    @Test
    void whoIsReplayedToHearsNothingLiveUntilThen() {
        FakeSocket socket = new FakeSocket();
        hub.enter(open(socket), List.of(People.CHAT), Map.of(People.CHAT, new Cursor(2, null)), entered -> {});
        hub.onChatEvent(People.message(6));
        assertEquals(List.of(), socket.heard);
    }

    @Test
    void whatComesTooEarlyIsFetched() {
        FakeSocket socket = new FakeSocket();
        enter(open(socket), People.CHAT);
        hub.onChatEvent(People.message(7));
        assertEquals(List.of(rooms.find(People.CHAT)), waiting);
        assertEquals(List.of(), socket.heard);
    }

    @Test
    void whoLeftHearsNothingAndTheLastOneTakesTheRoomAlong() {
        FakeSocket socket = new FakeSocket();
        Connection alice = open(socket);
        enter(alice, People.CHAT, OTHER_CHAT);
        hub.leave(alice, List.of(People.CHAT));
        hub.onChatEvent(People.message(6));
        assertEquals(List.of(), socket.heard);
        assertNull(rooms.find(People.CHAT));
        assertTrue(rooms.find(OTHER_CHAT).isOpen());
    }

    @Test
    void aSocketThatIsGoneTwiceGivesBackOnePlace() {
        Connection first = open(new FakeSocket());
        open(new FakeSocket());
        assertThrows(ChatsException.class, () -> open(new FakeSocket()));
        hub.disconnect(first);
        hub.disconnect(first);
        open(new FakeSocket());
        assertThrows(ChatsException.class, () -> open(new FakeSocket()));
    }

    @Test
    void aSocketThatGoesWhileItEntersLeavesNoRoomBehind() {
        Connection alice = open(new FakeSocket());
        hub.enter(alice, List.of(People.CHAT), Map.of(), entered -> hub.disconnect(alice));
        assertNull(rooms.find(People.CHAT));
        assertTrue(connections.isEmpty());
    }

    @Test
    void aWhisperIsHeardByBothUsersAndNotByTheSocketThatSentIt() {
        FakeSocket sender = new FakeSocket();
        FakeSocket otherOfAlice = new FakeSocket();
        FakeSocket bob = new FakeSocket();
        Connection from = open(sender);
        open(otherOfAlice);
        open(bob, People.BOB);
        hub.onChatEvent(People.whisper(1, from.origin()));
        assertEquals(List.of(), sender.heard);
        assertEquals(List.of("1"), otherOfAlice.heard);
        assertEquals(List.of("1"), bob.heard);
    }

    @Test
    void whoComesLaterHearsTheWhispersFromThenOn() {
        FakeSocket first = new FakeSocket();
        FakeSocket later = new FakeSocket();
        open(first, People.BOB);
        hub.onChatEvent(People.whisper(4));
        open(later, People.BOB);
        hub.onChatEvent(People.whisper(5));
        assertEquals(List.of("4", "5"), first.heard);
        assertEquals(List.of("5"), later.heard);
    }

    @Test
    void aWhisperToOneselfIsHeardOnceByEachSocket() {
        FakeSocket alice = new FakeSocket();
        open(alice);
        Pair herself = Pair.of(People.ALICE.id(), People.ALICE.id());
        hub.onChatEvent(new StoredMessage(People.DIRECT, herself, 1, 0, RequestOrigin.NO_SOCKET, "1"));
        assertEquals(List.of("1"), alice.heard);
    }

    @Test
    void theRoomOfWhispersGoesWithTheLastSocket() {
        Connection alice = open(new FakeSocket());
        Connection bob = open(new FakeSocket(), People.BOB);
        hub.onChatEvent(People.whisper(1));
        hub.disconnect(bob);
        assertTrue(rooms.find(People.DIRECT).isOpen());
        hub.disconnect(alice);
        assertNull(rooms.find(People.DIRECT));
    }

    @Test
    void nobodyLeavesADirectChat() {
        FakeSocket socket = new FakeSocket();
        Connection alice = open(socket);
        hub.onChatEvent(People.whisper(1));
        hub.leave(alice, List.of(People.DIRECT));
        hub.onChatEvent(People.whisper(2));
        assertEquals(List.of("1", "2"), socket.heard);
    }

    @Test
    void nothingIsKeptOfWhispersBetweenPeopleWhoAreNotHere() {
        open(new FakeSocket(), new User(3, "carol"));
        hub.onChatEvent(People.whisper(1));
        assertNull(rooms.find(People.DIRECT));
    }

    @Test
    void whispersThatComeDuringTheirReplayWaitForIt() {
        FakeSocket socket = new FakeSocket();
        Connection alice = open(socket);
        hub.onChatEvent(People.whisper(3));
        hub.syncWhispers(alice, Map.of(), synced -> {});
        hub.onChatEvent(People.whisper(4));
        assertEquals(List.of("3"), socket.heard);
        assertFalse(replayed.isEmpty());
    }

    @Test
    void aNewChatIsToldToAllOfItsUsersButToTheSocketThatMadeIt() {
        FakeSocket maker = new FakeSocket();
        FakeSocket bob = new FakeSocket();
        FakeSocket stranger = new FakeSocket();
        Connection from = open(maker);
        open(bob, People.BOB);
        open(stranger, new User(3, "carol"));
        hub.tell(Hub.chatCreated("{}", List.of(People.ALICE.id(), People.BOB.id()), from.id()));
        assertEquals(List.of(), maker.heard);
        assertEquals(List.of("{}"), bob.heard);
        assertEquals(List.of(), stranger.heard);
    }

    @Test
    void onlyTheSocketsOfTheEndedLoginAreClosed() {
        FakeSocket ended = new FakeSocket();
        FakeSocket other = new FakeSocket();
        hub.connect(ended, new Caller(People.ALICE, Optional.of(LOGIN), Instant.MAX), "127.0.0.1");
        open(other);
        hub.onLoginsEnded(new LoginsEnded(People.ALICE.id(), Set.of(LOGIN)));
        assertEquals(Closing.LOGGED_OUT, ended.closing);
        assertNull(other.closing);
    }

    @Test
    void aTokenThatHasRunOutMeanwhileClosesTheSocketAtOnce() {
        FakeSocket socket = new FakeSocket();
        hub.connect(socket, new Caller(People.ALICE, Optional.empty(), Instant.EPOCH), "127.0.0.1");
        assertEquals(Closing.TOKEN_EXPIRED, socket.closing);
    }

    @Test
    void whatTheClientClaimsToKnowBeyondWhatThereIsReplaysNothing() {
        Connection alice = open(new FakeSocket());
        List<Synced> synced = new ArrayList<>();
        hub.syncWhispers(alice, Map.of(People.BOB.id(), new Cursor(99, null)), synced::addAll);
        assertEquals(List.of(new Synced(People.BOB.id(), People.DIRECT, 3, 0)), synced);
        assertEquals(People.seq(3), alice.entered().get(People.DIRECT).position());
    }

    private Connection open(FakeSocket socket) {
        return open(socket, People.ALICE);
    }

    private Connection open(FakeSocket socket, User user) {
        return hub.connect(socket, new Caller(user, Optional.empty(), Instant.MAX), "127.0.0.1");
    }

    private List<Entered> enter(Connection connection, Long... chatIds) {
        List<Entered> all = new ArrayList<>();
        hub.enter(connection, List.of(chatIds), Map.of(), all::addAll);
        return all;
    }

    private Hub hub() {
        Settings settings = Settings.from(Map.of("LIMIT_SOCKETS_PER_USER", "" + MOST_SOCKETS)::get);
        Positions positions = new Positions() {
            @Override
            public List<DirectPosition> directOf(long userId) {
                return List.of(new DirectPosition(People.DIRECT, Pair.of(userId, People.BOB.id()), People.seq(3)));
            }

            @Override
            public Map<Long, Position> of(Collection<Long> chatIds) {
                if (isDatabaseAway) {
                    throw new IllegalStateException("away");
                }
                return stored;
            }
        };
        DirectRooms direct = new DirectRooms(bus, connections, rooms, positions);
        ChatsService chats = new ChatsService(null, null, null, null, null, null, null) {
            @Override
            public Map<Long, Membership> requireMember(Collection<Long> chatIds, long userId) {
                return requireMemberNow(chatIds, userId);
            }

            @Override
            public Map<Long, Membership> requireMemberNow(Collection<Long> chatIds, long userId) {
                if (!stored.keySet().containsAll(chatIds)) {
                    throw new ChatsException(ErrorCode.NOT_A_MEMBER);
                }
                return chatIds.stream().distinct().collect(Collectors.toMap(id -> id, id -> People.MEMBER));
            }
        };
        CatchUp catchUp = new CatchUp(rooms, direct, null, null, null, null) {
            @Override
            void soon(Room room) {
                waiting.add(room);
            }
        };
        Replayer replayer = new Replayer(null) {
            @Override
            void start(Connection connection, ReplayQueue queue, Collection<? extends Replay> replays) {
                if (!replays.isEmpty()) {
                    replayed.add(replays.size() + " replays");
                }
            }
        };
        return new Hub(
                bus,
                connections,
                rooms,
                direct,
                catchUp,
                chats,
                new RoomReplays(null, null, null, chats, rooms),
                positions,
                replayer,
                new TokenLifetimes(connections, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                new SocketLimits(settings, bus, new Node("test", "test"), NodeRegistry.none()),
                new MemberNews(connections, chats, null, Clock.systemUTC()),
                users);
    }
}
