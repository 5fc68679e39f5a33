package chats.doors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameFloodTest {
    private long now;
    private final FrameFlood flood = new FrameFlood(() -> now);

    @Test
    void soManyAtOnceAreLetPass() {
        assertFalse(comes(FrameFlood.MOST));
        assertTrue(comes(FrameFlood.MOST));
    }

    @Test
    void soManyASecondAreLetPassForGood() {
        for (int second = 0; second < 100; second++) {
            now += TimeUnit.SECONDS.toNanos(1);
            assertFalse(comes(FrameFlood.PER_SECOND));
        }
    }

    @Test
    void aFrameForEachMessageIsNoFlood() {
        for (int i = 0; i < 10 * FrameFlood.MOST; i++) {
            flood.message(10);
            assertFalse(flood.isTooMuch());
        }
    }

    @Test
    void aLongMessageMayComeInSeveralFrames() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(comes(8));
            flood.message(7 * FrameFlood.BYTES_OF_A_FRAME);
        }
    }

    /** What a long message did not need is not saved up for pings. */
    @Test
    void messagesDoNotPayForWhatComesAfterThem() {
        for (int i = 0; i < 1_000; i++) {
            flood.message(60_000);
        }
        assertFalse(comes(FrameFlood.MOST));
        assertTrue(comes(FrameFlood.MOST));
    }

    private boolean comes(int frames) {
        boolean tooMuch = false;
        for (int i = 0; i < frames; i++) {
            tooMuch |= flood.isTooMuch();
        }
        return tooMuch;
    }
}
