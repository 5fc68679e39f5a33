package chats.live;

import static chats.live.People.ALICE;
import static chats.live.People.BOB;
import static chats.live.People.whisper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import chats.message.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhisperStreamTest {
    private static final Pair PAIR = Pair.of(ALICE.id(), BOB.id());

    private final List<Long> heard = new ArrayList<>();
    private final WhisperStream stream = new WhisperStream(BOB.id(), (sent, user) -> heard.add(sent.seq()));

    @Test
    void whispersOfAPairComeInOrderWhicheverNodeWasFaster() {
        stream.open(Map.of(PAIR, 4L));
        assertTrue(offer(7), "7 has to wait for 5 and 6");
        assertTrue(offer(6));
        assertEquals(List.of(), heard);
        assertFalse(offer(5));
        assertEquals(List.of(5L, 6L, 7L), heard);
        assertEquals(7, stream.seqs());
    }

    @Test
    void eachComesOnceHoweverOftenItIsTold() {
        stream.open(Map.of());
        offer(1);
        offer(1);
        offer(2);
        offer(1);
        assertEquals(List.of(1L, 2L), heard);
    }

    @Test
    void everythingWaitsUntilItIsKnownWhereToStart() {
        offer(5);
        offer(6);
        assertEquals(List.of(), heard);
        stream.open(Map.of(PAIR, 5L));
        assertEquals(List.of(6L), heard);
        assertFalse(stream.isWaiting());
    }

    @Test
    void theFirstOpeningCounts() {
        stream.open(Map.of(PAIR, 1L));
        stream.open(Map.of(PAIR, 2L));
        offer(2);
        assertEquals(List.of(2L), heard);
    }

    @Test
    void itIsIdleOnceNobodyKeepsIt() {
        stream.keep();
        stream.keep();
        stream.release();
        assertFalse(stream.isIdle(0));
        stream.release();
        assertTrue(stream.isIdle(-1));
    }

    private boolean offer(long seq) {
        return stream.offer(whisper(seq, RequestOrigin.rest(ALICE)));
    }
}
