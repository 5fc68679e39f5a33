package chats.live;

import static chats.live.People.BOB;
import static chats.live.People.change;
import static chats.live.People.message;
import static chats.live.People.part;
import static chats.live.People.seq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener that hears whatever comes, and replays of what it missed. */
class ListenerTest {
    private final FakeSocket socket = new FakeSocket();
    private final Listener listener = new Room(People.CHAT, null).hear(People.connection(socket, BOB));

    @Test
    void whatWasMissedComesBeforeWhatIsSentMeanwhile() {
        assertEquals(new Gap(seq(0), seq(0), false), missing(0, 0));
        hear(3);
        assertFalse(listener.joinAt(seq(3)));
        listener.catchUp(part(message(1), message(2), message(3)));
        assertTrue(listener.joinAt(seq(3)));
        hear(4);
        assertEquals(List.of("1", "2", "3", "4"), socket.heard);
    }

    @Test
    void whatWasMissedComesThoughNothingIsSentMeanwhile() {
        assertEquals(new Gap(seq(1), seq(1), false), missing(1, 1));
        assertFalse(listener.joinAt(seq(2)));
        listener.catchUp(part(message(2)));
        assertTrue(listener.joinAt(seq(2)));
        assertEquals(List.of("2"), socket.heard);
    }

    @Test
    void whatWasSentLiveIsNotReplayed() {
        hear(5);
        hear(6);
        assertEquals(new Gap(seq(2), seq(4), false), missing(2, 6), "3 and 4 are missing below 5");
        listener.replay(List.of(message(3), message(4)));
        hear(7);
        assertEquals(seq(6), listener.position());
        listener.catchUp(part(message(7)));
        assertTrue(listener.joinAt(seq(7)));
        assertEquals(List.of("5", "6", "3", "4", "7"), socket.heard);
    }

    @Test
    void whatTheSocketDoesNotTakeIsGivenLater() {
        missing(0, 0);
        socket.room = 4;
        assertEquals(2, listener.catchUp(part(message(1), message(2), message(3))));
        socket.heard.clear();
        hear(4);
        assertEquals(seq(2), listener.position());
        listener.catchUp(part(message(3), message(4)));
        assertTrue(listener.joinAt(seq(4)));
        assertEquals(List.of("3", "4"), socket.heard);
    }

    @Test
    void askingTwiceReplaysOnce() {
        missing(0, 0);
        assertEquals(new Gap(seq(0), seq(0), false), missing(0, 0), "nothing is left for the second");
        hear(1);
        assertTrue(listener.joinAt(seq(1)), "the first is over, the second will catch up");
        assertFalse(listener.joinAt(seq(1)));
        listener.catchUp(part(message(1)));
        assertTrue(listener.joinAt(seq(1)));
        hear(2);
        assertEquals(List.of("1", "2"), socket.heard);
    }

    @Test
    void nothingComesAfterTheEndByAReplayEither() {
        missing(0, 0);
        listener.end();
        assertEquals(0, listener.catchUp(part(message(1))));
        assertEquals(List.of(), socket.heard);
    }

    @Test
    void whatWasThereWhenItWasAskedForIsReplayedWithItsChanges() {
        Gap gap = listener.holdBack(new Cursor(3, 5L), new Position(7, 9));
        assertEquals(new Gap(new Position(3, 5), new Position(7, 9), true), gap);
        assertEquals(new Position(7, 9), listener.position());
    }

    @Test
    void changesThatWereHeardLiveAreNotReplayed() {
        hear(change(6, 3));
        hear(change(7, 3));
        Gap gap = listener.holdBack(new Cursor(3, 2L), new Position(3, 7));
        assertEquals(new Gap(new Position(3, 2), new Position(3, 5), true), gap);
        Gap again = listener.holdBack(new Cursor(3, 2L), new Position(3, 7));
        assertEquals(new Gap(new Position(3, 2), new Position(3, 2), true), again);
        assertEquals(List.of("r6", "r7"), socket.heard);
    }

    private Gap missing(long after, long last) {
        return listener.holdBack(new Cursor(after, null), seq(last));
    }

    private void hear(long seq) {
        hear(message(seq));
    }

    private void hear(ChatEvent event) {
        listener.deliver(event, ServerEvent.of(event));
    }

    @Test
    void whatWasReadAheadIsPassedBeforeAnythingIsHeardLive() {
        missing(0, 1);
        listener.catchUp(new ChatLog.Part(List.of(message(2)), new Position(3, 2), false));
        assertFalse(listener.joinAt(seq(2)), "2 was read as r2 has left it");
        listener.catchUp(part(message(3), change(2, 3)));
        assertTrue(listener.joinAt(seq(2)));
        hear(change(2, 3));
        assertEquals(List.of("2", "3", "r2"), socket.heard);
    }

    @Test
    void whatIsChangedWhileAPageIsReadIsShownAsItIsThen() {
        missing(0, 3);
        listener.noteChanges();
        hear(change(5, 3, 1));
        hear(change(6, 3, 2));
        listener.replay(List.of(message(1), message(3), change(2, 3, 2), change(6, 3, 2)));
        assertEquals(List.of("r5", "3", "r6"), socket.heard);
    }

    @Test
    void whoIsAddedSoonAfterARemovalHearsOfItBehindTheRemoval() {
        hear(1);
        listener.tellAtEnd(new ServerEvent("chat_removed", "removed"), 1);
        hear(2);
        listener.tellBehindFarewell(new ServerEvent("chat_created", "created"));
        assertEquals(List.of("1", "2"), socket.heard);
        assertTrue(listener.endsAt(1));
        assertEquals(List.of("1", "2", "removed", "created"), socket.heard);
        assertEquals(List.of(People.CHAT), socket.dropped);
    }

    @Test
    void whoIsAddedWithoutARemovalHearsOfItAtOnce() {
        listener.tellBehindFarewell(new ServerEvent("chat_created", "created"));
        assertEquals(List.of("created"), socket.heard);
        listener.end();
        listener.tellAtEnd(new ServerEvent("chat_removed", "removed"), 1);
        assertEquals(List.of("created", "removed"), socket.heard);
    }
}
