package chats.live;

import static chats.live.People.DIRECT;
import static chats.live.People.PAIR;
import static chats.live.People.seq;
import static chats.live.People.whisper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.log.Positions.DirectPosition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserChatsTest {
    private static final DirectPosition FOUR = new DirectPosition(DIRECT, PAIR, seq(4));
    private static final DirectPosition OTHER = new DirectPosition(DIRECT + 1, PAIR, seq(10));

    private final UserChats chats = new UserChats(People.BOB.id());
    private final Room room = new Room(DIRECT, PAIR);

    @Test
    void whatIsHeardFromWhereIsWhatTheDatabaseKnewFirst() {
        assertEquals(Optional.empty(), chats.start(DIRECT));
        chats.open(List.of(FOUR, OTHER));
        chats.open(List.of(new DirectPosition(DIRECT, PAIR, seq(7))));
        assertEquals(Optional.of(seq(4)), chats.start(DIRECT));
        assertEquals(Optional.of(seq(0)), chats.start(DIRECT + 2));
    }

    @Test
    void whatWasDeliveredIsWhatItsRoomSays() {
        chats.open(List.of(FOUR, OTHER));
        assertEquals(14, chats.steps());
        assertEquals(seq(4), chats.delivered(DIRECT));
        chats.add(DIRECT, () -> room);
        room.open(seq(3));
        assertEquals(13, chats.steps());
        room.offer(whisper(4));
        room.offer(whisper(5));
        assertEquals(15, chats.steps());
        assertEquals(seq(5), chats.delivered(DIRECT));
        assertEquals(seq(10), chats.delivered(DIRECT + 1));
        assertEquals(seq(0), chats.delivered(DIRECT + 2));
    }

    @Test
    void aRoomIsKeptOnceAndNoMoreAfterTheEnd() {
        chats.open(List.of());
        chats.add(DIRECT, () -> room);
        chats.add(DIRECT, () -> {
            throw new AssertionError("kept twice");
        });
        assertEquals(List.of(room), chats.rooms());
        assertEquals(List.of(room), chats.close());
        chats.add(DIRECT + 1, () -> {
            throw new AssertionError("kept after the end");
        });
    }

    @Test
    void theyAreIdleOnceNobodyKeepsThem() {
        chats.keep();
        chats.keep();
        chats.release();
        assertFalse(chats.isIdle(0));
        chats.release();
        assertTrue(chats.isIdle(-1));
    }
}
