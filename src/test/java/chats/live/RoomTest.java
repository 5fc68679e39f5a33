package chats.live;

import static chats.live.People.ALICE;
import static chats.live.People.BOB;
import static chats.live.People.change;
import static chats.live.People.message;
import static chats.live.People.part;
import static chats.live.People.seq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import chats.log.ChatLog;
import chats.log.Membership;
import chats.log.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final FakeSocket socket = new FakeSocket();
    private final Connection bob = People.connection(socket, BOB);
    private final Room room = new Room(People.CHAT, null);

    @Test
    void deliversInOrderWhateverTheOrderOfTheCommits() {
        room.open(seq(4));
        room.enter(bob, null, Position.START, People.MEMBER);
        assertTrue(room.offer(message(7)), "7 has to wait for 5 and 6");
        assertTrue(room.offer(message(6)));
        assertEquals(List.of(), socket.heard);
        assertFalse(room.offer(message(5)));
        assertEquals(List.of("5", "6", "7"), socket.heard);
    }

    @Test
    void deliversEachMessageOnceHoweverOftenItIsOffered() {
        room.open(seq(0));
        room.enter(bob, null, Position.START, People.MEMBER);
        room.offer(message(1));
        room.offer(message(1));
        room.offer(message(2));
        room.offer(message(1));
        assertEquals(List.of("1", "2"), socket.heard);
    }

    @Test
    void holdsBackWhatComesBeforeItKnowsWhereToStart() {
        room.enter(bob, null, Position.START, People.MEMBER);
        room.offer(message(5));
        room.offer(message(6));
        assertEquals(List.of(), socket.heard);
        room.open(seq(5));
        assertEquals(List.of("6"), socket.heard);
    }

    @Test
    void theSocketThatSentAMessageDoesNotHearIt() {
        FakeSocket otherSocket = new FakeSocket();
        Connection alice = People.connection(socket, ALICE);
        room.open(seq(0));
        room.enter(alice, null, Position.START, People.MEMBER);
        room.enter(People.connection(otherSocket, ALICE), null, Position.START, People.MEMBER);
        room.offer(message(1, alice.origin()));
        room.offer(message(2, RequestOrigin.rest(ALICE)));
        assertEquals(List.of("2"), socket.heard);
        assertEquals(List.of("1", "2"), otherSocket.heard);
    }

    @Test
    void nothingIsHeardAfterLeaving() {
        room.open(seq(0));
        Listener listener = room.enter(bob, null, Position.START, People.MEMBER).listener();
        room.offer(message(1));
        room.leave(listener);
        room.offer(message(2));
        listener.catchUp(part(message(2)));
        assertEquals(List.of("1"), socket.heard);
    }

    @Test
    void aReplayJoinsTheLiveStreamWithoutGapOrRepeat() {
        room.open(seq(3));
        Room.Entrance entrance = room.enter(bob, new Cursor(1, null), Position.START, People.MEMBER);
        assertEquals(new Gap(seq(1), seq(3), false), entrance.missed());
        Listener listener = entrance.listener();
        room.offer(message(4));
        listener.replay(List.of(message(2), message(3)));
        assertFalse(room.join(listener, Position.START), "4 came meanwhile");
        listener.catchUp(part(message(4), message(5)));
        assertTrue(room.join(listener, Position.START));
        room.offer(message(5));
        room.offer(message(6));
        assertEquals(List.of("2", "3", "4", "5", "6"), socket.heard);
    }

    @Test
    void aReplayLeavesHalfOfTheOutboxToWhatIsSaidLive() {
        room.open(seq(2));
        Listener listener = room.enter(bob, new Cursor(2, null), Position.START, People.MEMBER)
                .listener();
        socket.room = 4;
        assertEquals(2, listener.catchUp(part(message(3), message(4), message(5))));
        assertEquals(seq(4), listener.position());
        socket.heard.clear();
        assertEquals(1, listener.catchUp(part(message(5))));
        assertEquals(List.of("5"), socket.heard);
    }

    @Test
    void whatIsKnownFromElsewhereBeforeItComesHereIsNotHeardAgain() {
        room.open(seq(3));
        Room.Entrance entrance = room.enter(bob, new Cursor(5, null), seq(5), People.MEMBER);
        assertEquals(seq(5), entrance.at());
        assertTrue(room.join(entrance.listener(), Position.START));
        room.offer(message(4));
        room.offer(message(5));
        room.offer(message(6));
        assertEquals(List.of("6"), socket.heard);
    }

    @Test
    void whoHearsWhateverComesHearsNothingOfBefore() {
        room.open(seq(3));
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
        room.open(seq(8));
        assertEquals(List.of("9"), socket.heard);
    }

    @Test
    void knowingMoreThanThereIsReplaysNothing() {
        room.open(seq(3));
        Listener listener = room.enter(bob, new Cursor(99, 99L), Position.START, People.MEMBER)
                .listener();
        assertTrue(room.join(listener, Position.START));
        room.offer(message(4));
        assertEquals(List.of("4"), socket.heard);
    }

    @Test
    void messagesAndChangesComeInTheirOneOrder() {
        room.open(seq(2));
        room.enter(bob, null, Position.START, People.MEMBER);
        assertTrue(room.offer(message(4, 2)), "4 comes after 3 and r2");
        assertTrue(room.offer(change(2, 3, 1)), "r2 comes after 3 and r1");
        assertTrue(room.offer(message(3, 1)), "3 comes after r1");
        assertEquals(List.of(), socket.heard);
        assertFalse(room.offer(change(1, 2, 2)));
        assertEquals(List.of("r1", "3", "r2", "4"), socket.heard);
    }

    @Test
    void eachChangeIsDeliveredOnceHoweverOftenItIsOffered() {
        room.open(new Position(1, 4));
        room.enter(bob, null, Position.START, People.MEMBER);
        room.offer(change(4, 1));
        room.offer(change(5, 1));
        room.offer(change(5, 1));
        room.offer(change(6, 1));
        room.offer(change(5, 1));
        assertEquals(List.of("r5", "r6"), socket.heard);
    }

    @Test
    void whatIsReadInsteadOfLostChangesSumsThemUp() {
        room.open(seq(1));
        room.enter(bob, null, Position.START, People.MEMBER);
        room.offer(change(4, 2));
        room.fill(part(message(2), change(3, 2), change(4, 2)));
        room.offer(change(2, 1));
        room.offer(change(5, 2));
        assertEquals(List.of("2", "r3", "r4", "r5"), socket.heard);
        assertFalse(room.isWaiting());
    }

    @Test
    void noChangeFromBeforeIsHeardAfterAMessageThatWasReadWithIt() {
        room.open(seq(1));
        room.enter(bob, null, Position.START, People.MEMBER);
        room.offer(change(1, 2));
        room.fill(new ChatLog.Part(List.of(message(2)), new Position(3, 2), false));
        room.offer(change(1, 2));
        assertEquals(List.of("2"), socket.heard, "2 was read as r2 has left it");
        assertTrue(room.isWaiting());
        room.fill(part(message(3), change(2, 3)));
        assertEquals(List.of("2", "3", "r2"), socket.heard);
        assertFalse(room.isWaiting());
    }

    @Test
    void whoAskedForChangesIsToldWhereTheReplayHasEnded() {
        room.open(new Position(5, 9));
        Room.Entrance entrance = room.enter(bob, new Cursor(3, 4L), Position.START, People.MEMBER);
        assertEquals(new Gap(new Position(3, 4), new Position(5, 9), true), entrance.missed());
        room.offer(change(10, 5));
        entrance.listener().tellPosition();
        assertFalse(room.join(entrance.listener(), Position.START));
        entrance.listener().catchUp(part(change(10, 5)));
        assertTrue(room.join(entrance.listener(), Position.START));
        room.offer(change(11, 5));
        assertEquals(List.of("{\"chatId\":7,\"lastSeq\":5,\"lastRev\":9}", "r10", "r11"), socket.heard);
    }

    @Test
    void aPageThatWasReadBeforeAChangeIsShownWithItThoughItIsHeldBack() {
        room.open(seq(3));
        Listener listener = room.enter(bob, new Cursor(0, null), Position.START, People.MEMBER)
                .listener();
        listener.noteChanges();
        room.offer(change(3, 3, 2));
        room.offer(change(2, 3, 2));
        listener.replay(List.of(message(1), message(2)));
        assertEquals(List.of("1", "r3"), socket.heard);
    }

    @Test
    void aChangeThatComesOnceMoreDoesNotReplaceWhatAPageShows() {
        room.open(new Position(3, 4));
        Listener listener = room.enter(bob, new Cursor(0, null), Position.START, People.MEMBER)
                .listener();
        room.offer(change(5, 3, 2));
        room.offer(change(6, 3, 2));
        listener.noteChanges();
        room.offer(change(5, 3, 2));
        listener.replay(List.of(message(1), message(2)));
        assertEquals(List.of("1", "2"), socket.heard);
    }

    @Test
    void aPageThatWasReadAfterAChangeThatIsHeldBackShowsNothingOlder() {
        room.open(new Position(3, 1));
        Listener listener = room.enter(bob, new Cursor(0, null), Position.START, People.MEMBER)
                .listener();
        room.offer(change(4, 3, 2));
        listener.noteChanges();
        room.offer(change(2, 3, 2));
        listener.replay(List.of(message(2)));
        assertEquals(List.of("r4"), socket.heard);
    }

    @Test
    void aPageShowsNothingFromBeforeWhereTheClientIs() {
        room.open(seq(3));
        Listener listener = room.enter(bob, new Cursor(0, null), new Position(3, 4), People.MEMBER)
                .listener();
        listener.noteChanges();
        room.offer(change(1, 3, 2));
        listener.replay(List.of(message(2)));
        assertEquals(List.of("2"), socket.heard);
    }

    @Test
    void whatALaterChangeHasReplacedIsNotShownOnceThatIsKnown() {
        room.open(seq(1));
        Listener listener = room.enter(bob, null, Position.START, People.MEMBER).listener();
        room.offer(change(2, 2, 1));
        room.offer(change(4, 2, 2));
        room.offer(change(3, 2, 1));
        room.offer(message(2, 1));
        assertEquals(List.of(), socket.heard);
        room.offer(change(1, 1, 1));
        assertEquals(List.of("r4", "r3", "r4"), socket.heard, "2 as r4 has left it; r1 and r2 are replaced by r3");
        assertEquals(new Position(2, 4), listener.position());
    }

    @Test
    void whoWasRemovedHearsNothingFromTheRemovalOnAndTheOthersDo() {
        FakeSocket others = new FakeSocket();
        room.open(seq(0));
        room.enter(bob, null, Position.START, People.MEMBER);
        room.enter(People.connection(others, ALICE), null, Position.START, People.MEMBER);
        room.offer(message(3, 1));
        room.offer(message(2, 1));
        room.offer(People.removal(1, 1, BOB));
        room.offer(message(1));
        assertEquals(List.of("1"), socket.heard);
        assertEquals(List.of("1", "removal 1", "2", "3"), others.heard);
        assertEquals(List.of(bob), endedConnections());
        assertEquals(List.of(), room.takeEnded());
    }

    @Test
    void aSocketIsToldThatItsUserWasRemovedBehindAllThatItHears() {
        room.open(seq(0));
        Listener listener = room.enter(bob, null, Position.START, People.MEMBER).listener();
        listener.tellAtEnd(new ServerEvent("chat_removed", "removed"), 1);
        room.offer(message(2, 1));
        room.offer(People.removal(1, 1, BOB));
        room.offer(message(1));
        assertEquals(List.of("1", "removed"), socket.heard);
    }

    @Test
    void aSocketIsNotToldOfARemovalThatCameBeforeItEntered() {
        room.open(new Position(1, 2));
        Listener listener = room.enter(bob, null, Position.START, People.MEMBER).listener();
        listener.tellAtEnd(new ServerEvent("chat_removed", "removed"), 1);
        assertEquals(List.of(), socket.heard);
        room.leave(listener);
        assertEquals(List.of(), socket.heard);
    }

    @Test
    void whoWasRemovedAndCameBackWhileANodeHeardNothingHearsNothingOfTheTimeBetween() {
        FakeSocket others = new FakeSocket();
        room.open(seq(1));
        room.enter(bob, null, Position.START, People.MEMBER);
        room.enter(People.connection(others, ALICE), null, Position.START, People.MEMBER);
        room.fill(new ChatLog.Part(
                List.of(message(2), People.removal(1, 2, BOB), message(3, 1), People.summary(3, 2), message(4, 2)),
                new Position(4, 2),
                true));
        assertEquals(List.of("2"), socket.heard);
        assertEquals(List.of("2", "removal 1", "3", "summary 2", "4"), others.heard);
    }

    @Test
    void aRemovalFromBeforeAUserCameBackEndsNothing() {
        room.open(seq(1));
        Membership back = new Membership(null, new Position(3, 2), true, 1, 2);
        room.enter(bob, null, Position.START, back);
        room.offer(People.removal(1, 1, BOB));
        room.offer(message(2, 1));
        room.offer(message(3, 1));
        room.offer(People.summary(3, 2));
        room.offer(message(4, 2));
        assertEquals(List.of("4"), socket.heard);
    }

    @Test
    void nobodyEntersByAMembershipThatWasReadBeforeARemoval() {
        room.open(seq(1));
        room.offer(People.removal(1, 1, ALICE));
        assertNull(room.enter(bob, null, Position.START, People.MEMBER));
        Membership later = new Membership(null, Position.START, true, 1, 1);
        room.enter(bob, null, Position.START, later);
        room.offer(message(2, 1));
        assertEquals(List.of("2"), socket.heard);
    }

    @Test
    void changesOfWhatIsHiddenAreNotShown() {
        room.open(seq(5));
        Membership joined = new Membership(null, seq(5), false, 0, 0);
        room.enter(bob, null, Position.START, joined);
        room.offer(change(1, 5, 5));
        room.offer(message(6, 1));
        room.offer(change(2, 6, 6));
        assertEquals(List.of("6", "r2"), socket.heard);
    }

    private List<Connection> endedConnections() {
        return room.takeEnded().stream().map(Listener::connection).toList();
    }
}
