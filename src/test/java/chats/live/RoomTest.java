package chats.live;

import static chats.live.People.ALICE;
import static chats.live.People.BOB;
import static chats.live.People.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final FakeSocket socket = new FakeSocket();
    private final Connection bob = People.connection(socket, BOB);
    private final Room room = new Room(People.CHAT, null);

    @Test
    void deliversInOrderWhateverTheOrderOfTheCommits() {
        room.open(4);
        room.enter(bob, null, 0);
        assertTrue(room.offer(message(7)), "7 has to wait for 5 and 6");
        assertTrue(room.offer(message(6)));
        assertEquals(List.of(), socket.heard);
        assertFalse(room.offer(message(5)));
        assertEquals(List.of("5", "6", "7"), socket.heard);
    }

    @Test
    void deliversEachMessageOnceHoweverOftenItIsOffered() {
        room.open(0);
        room.enter(bob, null, 0);
        room.offer(message(1));
        room.offer(message(1));
        room.offer(message(2));
        room.offer(message(1));
        assertEquals(List.of("1", "2"), socket.heard);
    }

    @Test
    void holdsBackWhatComesBeforeItKnowsWhereToStart() {
        room.enter(bob, null, 0);
        room.offer(message(5));
        room.offer(message(6));
        assertEquals(List.of(), socket.heard);
        room.open(5);
        assertEquals(List.of("6"), socket.heard);
    }

    @Test
    void theSocketThatSentAMessageDoesNotHearIt() {
        FakeSocket otherSocket = new FakeSocket();
        Connection alice = People.connection(socket, ALICE);
        room.open(0);
        room.enter(alice, null, 0);
        room.enter(People.connection(otherSocket, ALICE), null, 0);
        room.offer(message(1, alice.origin()));
        room.offer(message(2, RequestOrigin.rest(ALICE)));
        assertEquals(List.of("2"), socket.heard);
        assertEquals(List.of("1", "2"), otherSocket.heard);
    }

    @Test
    void nothingIsHeardAfterLeaving() {
        room.open(0);
        Listener listener = room.enter(bob, null, 0);
        room.offer(message(1));
        room.leave(listener);
        room.offer(message(2));
        listener.catchUp(List.of(message(2)));
        assertEquals(List.of("1"), socket.heard);
    }

    @Test
    void aReplayJoinsTheLiveStreamWithoutGapOrRepeat() {
        room.open(3);
        Listener listener = room.enter(bob, 1L, 0);
        room.offer(message(4));
        listener.catchUp(List.of(message(2), message(3)));
        assertFalse(room.join(listener, 0), "4 came meanwhile");
        listener.catchUp(List.of(message(4), message(5)));
        assertTrue(room.join(listener, 0));
        room.offer(message(5));
        room.offer(message(6));
        assertEquals(List.of("2", "3", "4", "5", "6"), socket.heard);
    }

    @Test
    void aReplayLeavesHalfOfTheOutboxToWhatIsSaidLive() {
        room.open(5);
        Listener listener = room.enter(bob, 0L, 0);
        socket.room = 4;
        assertEquals(2, listener.catchUp(List.of(message(1), message(2), message(3))));
        assertEquals(2, listener.lastEmitted());
        socket.heard.clear();
        assertEquals(1, listener.catchUp(List.of(message(3))));
        assertEquals(List.of("3"), socket.heard);
    }

    @Test
    void whatIsKnownFromElsewhereBeforeItComesHereIsNotHeardAgain() {
        room.open(3);
        Listener listener = room.enter(bob, 5L, 5);
        assertEquals(5, listener.enteredAt());
        assertTrue(room.join(listener, 0));
        room.offer(message(4));
        room.offer(message(5));
        room.offer(message(6));
        assertEquals(List.of("6"), socket.heard);
    }

    @Test
    void whoHearsWhateverComesHearsNothingOfBefore() {
        room.open(3);
        room.offer(message(4));
        room.hear(bob);
        room.offer(message(4));
        room.offer(message(5));
        assertEquals(List.of("5"), socket.heard);
    }

    @Test
    void whoHearsWhateverComesHearsItInARoomThatIsNotOpenYet() {
        room.hear(bob);
        room.offer(message(9));
        assertEquals(List.of(), socket.heard);
        room.open(8);
        assertEquals(List.of("9"), socket.heard);
    }

    @Test
    void knowingMoreThanThereIsReplaysNothing() {
        room.open(3);
        Listener listener = room.enter(bob, 99L, 0);
        assertTrue(room.join(listener, 0));
        room.offer(message(4));
        assertEquals(List.of("4"), socket.heard);
    }
}
