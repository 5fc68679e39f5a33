package chats.live;

import static chats.live.People.ALICE;
import static chats.live.People.BOB;
import static chats.live.People.DIRECT;
import static chats.live.People.PAIR;
import static chats.live.People.seq;
import static chats.live.People.whisper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.log.Positions;
import chats.log.Positions.DirectPosition;
import chats.users.User;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whispers on one of several nodes, where they come in any order. */
class DirectRoomsTest {

    private final List<Channel> subscribed = new ArrayList<>();
    private boolean isDatabaseAway;
    private long stored = 4;
    private final Connections connections = new Connections();
    private final Rooms rooms = new Rooms(bus());
    private final DirectRooms direct = new DirectRooms(bus(), connections, rooms, new Positions() {
        @Override
        public List<DirectPosition> directOf(long userId) {
            if (isDatabaseAway) {
                throw new PersistenceException(new SQLException("away", "08006"));
            }
            return List.of(new DirectPosition(DIRECT, PAIR, seq(stored)));
        }
    });
    private final FakeSocket alice = new FakeSocket();
    private final FakeSocket bob = new FakeSocket();

    @BeforeEach
    void runWhatIsSubmittedAtOnce() {
        direct.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> {
                    ((Runnable) arguments[0]).run();
                    return CompletableFuture.completedFuture(null);
                });
    }

    @Test
    void theyComeInOrderWhicheverNodeWasFaster() {
        connect(bob, BOB);
        Room waiting = direct.offer(whisper(6));
        assertSame(rooms.find(DIRECT), waiting);
        assertEquals(List.of(), bob.heard);
        assertNull(direct.offer(whisper(5)));
        assertEquals(List.of("5", "6"), bob.heard);
    }

    @Test
    void whatIsToldToBothUsersIsHeardOnceByEach() {
        connect(alice, ALICE);
        connect(bob, BOB);
        direct.offer(whisper(5));
        direct.offer(whisper(5));
        assertEquals(List.of("5"), alice.heard);
        assertEquals(List.of("5"), bob.heard);
    }

    @Test
    void whatTheDatabaseKnewBeforeIsNotHeard() {
        connect(bob, BOB);
        direct.offer(whisper(4));
        direct.offer(whisper(5));
        assertEquals(List.of("5"), bob.heard);
    }

    @Test
    void theyWaitWhileTheDatabaseIsAway() {
        isDatabaseAway = true;
        connect(bob, BOB);
        direct.offer(whisper(5));
        assertEquals(List.of(), bob.heard);
        assertEquals(Map.of(), direct.steps());
        isDatabaseAway = false;
        direct.openAll();
        assertEquals(List.of("5"), bob.heard);
        assertEquals(Map.of(BOB.id(), 5L), direct.steps());
    }

    @Test
    void nobodyMissesWhatWasStoredBetweenTheirComing() {
        connect(bob, BOB);
        stored = 6;
        connect(alice, ALICE);
        direct.offer(whisper(5));
        direct.offer(whisper(6));
        direct.offer(whisper(7));
        assertEquals(List.of("5", "6", "7"), bob.heard);
        assertEquals(Map.of(ALICE.id(), 7L, BOB.id(), 7L), direct.steps());
    }

    @Test
    void theComparisonFindsWhatOneOfThemMissed() {
        connect(bob, BOB);
        stored = 6;
        connect(alice, ALICE);
        DirectPosition chat = new DirectPosition(DIRECT, PAIR, seq(6));
        assertEquals(Map.of(ALICE.id(), 6L, BOB.id(), 4L), direct.steps());
        assertNull(direct.behind(ALICE.id(), chat));
        Room room = direct.behind(BOB.id(), chat);
        assertEquals(seq(4), room.delivered());
    }

    @Test
    void aRoomWaitsUntilItIsKnownWhereEachOfThemStarts() {
        isDatabaseAway = true;
        connect(bob, BOB);
        isDatabaseAway = false;
        stored = 6;
        connect(alice, ALICE);
        direct.offer(whisper(7));
        assertEquals(List.of(), alice.heard);
        stored = 5;
        direct.openAll();
        direct.offer(whisper(6));
        assertEquals(List.of("6", "7"), bob.heard);
        assertEquals(List.of("6", "7"), alice.heard);
    }

    @Test
    void aRoomThatWaitedForWhoCameLaterOpensOnceThatIsKnown() {
        isDatabaseAway = true;
        connect(bob, BOB);
        direct.offer(whisper(5));
        connect(alice, ALICE);
        stored = 5;
        isDatabaseAway = false;
        direct.openAll();
        direct.offer(whisper(6));
        assertEquals(List.of("6"), bob.heard);
    }

    @Test
    void whatOneOfThemWaitsForOpensWithTheOther() {
        isDatabaseAway = true;
        connect(alice, ALICE);
        direct.offer(whisper(5));
        connect(bob, BOB);
        direct.open(ALICE.id(), List.of(new DirectPosition(DIRECT, PAIR, seq(4))));
        assertEquals(List.of(), alice.heard);
        direct.open(BOB.id(), List.of(new DirectPosition(DIRECT, PAIR, seq(5))));
        assertEquals(List.of("5"), alice.heard);
    }

    @Test
    void whoComesBackHearsWhatComesNextWithoutWaiting() {
        Connection first = connect(bob, BOB);
        direct.offer(whisper(5));
        first.leave();
        connections.remove(first);
        rooms.leaveAll(first);
        direct.release(BOB.id());
        FakeSocket again = new FakeSocket();
        connect(again, BOB);
        assertNull(direct.offer(whisper(6)), "the room has stayed where it was");
        assertEquals(List.of("6"), again.heard);
        assertEquals(List.of("5"), bob.heard);
    }

    @Test
    void nobodyHearsWhatIsWhisperedBetweenPeopleWhoAreElsewhere() {
        connect(bob, new User(3, "carol"));
        assertNull(direct.offer(whisper(5)));
        assertNull(rooms.find(DIRECT));
        assertEquals(List.of(), bob.heard);
    }

    @Test
    void thisNodeHearsOfItsUsersAndOfNoDirectChat() {
        connect(bob, BOB);
        direct.offer(whisper(5));
        assertEquals(List.of(Channel.user(BOB.id())), subscribed);
    }

    @Test
    void aSocketThatIsGoneMeanwhileLeavesNoListenerBehind() {
        Connection gone = connect(bob, BOB);
        gone.leave();
        assertNotNull(direct.listen(gone, DIRECT, PAIR));
        assertEquals(Map.of(), gone.entered());
        assertNull(rooms.find(DIRECT));
    }

    private Connection connect(FakeSocket socket, User user) {
        Connection connection = People.connection(socket, user);
        connections.add(connection);
        direct.keep(user.id());
        return connection;
    }

    private Bus bus() {
        Bus alone = Bus.alone();
        return (Bus) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Bus.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "hasOthers":
                            return true;
                        case "subscribe":
                            subscribed.add((Channel) arguments[0]);
                            return null;
                        default:
                            return method.invoke(alone, arguments);
                    }
                });
    }
}
