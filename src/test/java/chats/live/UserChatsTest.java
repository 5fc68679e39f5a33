package chats.live;

import static chats.live.People.DIRECT;
import static chats.live.People.PAIR;
import static chats.live.People.whisper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.message.LastSeqs.DirectSeq;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UserChatsTest {
    private static final DirectSeq FOUR = new DirectSeq(DIRECT, PAIR, 4);
    private static final DirectSeq OTHER = new DirectSeq(DIRECT + 1, PAIR, 10);

    private final UserChats chats = new UserChats(People.BOB.id());
    private final Room room = new Room(DIRECT, PAIR);

    @Test
    void whatIsHeardFromWhereIsWhatTheDatabaseKnewFirst() {
        assertEquals(OptionalLong.empty(), chats.start(DIRECT));
        chats.open(List.of(FOUR, OTHER));
        chats.open(List.of(new DirectSeq(DIRECT, PAIR, 7)));
        assertEquals(OptionalLong.of(4), chats.start(DIRECT));
        assertEquals(OptionalLong.of(0), chats.start(DIRECT + 2));
    }

    @Test
    void whatWasDeliveredIsWhatItsRoomSays() {
        chats.open(List.of(FOUR, OTHER));
        assertEquals(14, chats.seqs());
        assertEquals(4, chats.delivered(DIRECT));
        chats.add(DIRECT, () -> room);
        room.open(3);
        assertEquals(13, chats.seqs());
        room.offer(whisper(4));
        room.offer(whisper(5));
        assertEquals(15, chats.seqs());
        assertEquals(5, chats.delivered(DIRECT));
        assertEquals(10, chats.delivered(DIRECT + 1));
        assertEquals(0, chats.delivered(DIRECT + 2));
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
