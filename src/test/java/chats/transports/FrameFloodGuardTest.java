package chats.transports;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameFloodGuardTest {
    private long now;
    private final FrameFloodGuard flood = new FrameFloodGuard(() -> now);

    @Test
    void soManyAtOnceAreLetPass() {
        assertFalse(comes(FrameFloodGuard.MOST));
        assertTrue(comes(FrameFloodGuard.MOST));
    }

    @Test
    void soManyASecondAreLetPassForGood() {
        for (int second = 0; second < 100; second++) {
            now += TimeUnit.SECONDS.toNanos(1);
            assertFalse(comes(FrameFloodGuard.PER_SECOND));
        }
    }

    @Test
    void aFrameForEachMessageIsNoFlood() {
        for (int i = 0; i < 10 * FrameFloodGuard.MOST; i++) {
            flood.message(10);
            assertFalse(flood.isTooMuch());
        }
    }

    /** The header and the payload of a message may come in two reads. */
    @Test
    void twoReadsForEachMessageAreNoFlood() {
        for (int i = 0; i < 10 * FrameFloodGuard.MOST; i++) {
            assertFalse(comes(2));
            flood.message(10);
        }
    }

    @Test
    void aLongMessageMayComeInManyPieces() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(comes(128));
            flood.message(126 * FrameFloodGuard.CHARACTERS_OF_A_PIECE);
        }
    }

    /** The credit of long messages cannot be saved up for pings. */
    @Test
    void messagesPayForLittleThatComesAfterThem() {
        for (int i = 0; i < 1_000; i++) {
            flood.message(60_000);
        }
        assertFalse(comes(FrameFloodGuard.MOST));
        assertTrue(comes(FrameFloodGuard.MOST));
    }

    private boolean comes(int frames) {
        boolean tooMuch = false;
        for (int i = 0; i < frames; i++) {
            tooMuch |= flood.isTooMuch();
        }
        return tooMuch;
    }
}
