package chats.live;

import static chats.live.People.BOB;
import static chats.live.People.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener that hears whatever comes, and replays of what it missed. */
class ListenerTest {
    private final FakeSocket socket = new FakeSocket();
    private final Listener listener = new Room(People.CHAT, null).hear(People.connection(socket, BOB));

    @Test
    void whatWasMissedComesBeforeWhatIsSentMeanwhile() {
        assertEquals(0, listener.holdBack(0));
        hear(3);
        assertFalse(listener.joinAt(3));
        listener.catchUp(List.of(message(1), message(2), message(3)));
        assertTrue(listener.joinAt(3));
        hear(4);
        assertEquals(List.of("1", "2", "3", "4"), socket.heard);
    }

    @Test
    void whatWasMissedComesThoughNothingIsSentMeanwhile() {
        assertEquals(1, listener.holdBack(1));
        assertFalse(listener.joinAt(2));
        listener.catchUp(List.of(message(2)));
        assertTrue(listener.joinAt(2));
        assertEquals(List.of("2"), socket.heard);
    }

    @Test
    void whatWasSentLiveIsNotReplayed() {
        hear(5);
        hear(6);
        assertEquals(4, listener.holdBack(2), "3 and 4 are missing below 5");
        listener.replay(List.of(message(3), message(4)));
        hear(7);
        assertEquals(6, listener.lastEmitted());
        listener.catchUp(List.of(message(7)));
        assertTrue(listener.joinAt(7));
        assertEquals(List.of("5", "6", "3", "4", "7"), socket.heard);
    }

    @Test
    void whatTheSocketDoesNotTakeIsGivenLater() {
        listener.holdBack(0);
        socket.room = 4;
        assertEquals(2, listener.catchUp(List.of(message(1), message(2), message(3))));
        socket.heard.clear();
        hear(4);
        assertEquals(2, listener.lastEmitted());
        listener.catchUp(List.of(message(3), message(4)));
        assertTrue(listener.joinAt(4));
        assertEquals(List.of("3", "4"), socket.heard);
    }

    @Test
    void askingTwiceReplaysOnce() {
        listener.holdBack(0);
        assertEquals(0, listener.holdBack(0), "nothing is left for the second");
        hear(1);
        assertTrue(listener.joinAt(1), "the first is over, the second will catch up");
        assertFalse(listener.joinAt(1));
        listener.catchUp(List.of(message(1)));
        assertTrue(listener.joinAt(1));
        hear(2);
        assertEquals(List.of("1", "2"), socket.heard);
    }

    @Test
    void nothingComesAfterTheEndByAReplayEither() {
        listener.holdBack(0);
        listener.end();
        assertEquals(0, listener.catchUp(List.of(message(1))));
        assertEquals(List.of(), socket.heard);
    }

    private void hear(long seq) {
        listener.deliver(message(seq), new ServerEvent("receive_message", Long.toString(seq)));
    }
}
