package chats.doors;

import chats.admission.Bucket;
import java.util.function.LongSupplier;

/**
 * Finds out that a peer sends more frames than its messages need: pings, pongs, and fragments of a few bytes. They cost as much as messages, and no rate
 * of messages bounds them. {@value #MOST} at once are let pass, which the longest message in its smallest pieces needs, and {@value #PER_SECOND} a second
 * for good. For one thread at a time.
 */
final class FrameFlood {
    static final int MOST = 2_400;
    static final int PER_SECOND = 100;
    static final int BYTES_OF_A_FRAME = 512;

    /** How many are counted before the time is looked at. */
    private static final int ROUND = 64;

    private final LongSupplier clock;
    private final Bucket allowed;
    private int frames;

    /** @param clock in nanoseconds */
    FrameFlood(LongSupplier clock) {
        this.clock = clock;
        allowed = new Bucket(PER_SECOND, MOST, clock.getAsLong());
    }

    /** Counts a frame, or a piece of one; whether there were too many. */
    boolean isTooMuch() {
        if (++frames < ROUND) {
            return false;
        }
        frames = 0;
        return !allowed.charge(ROUND, clock.getAsLong()).isZero();
    }

    /** A message has come to its end: its own frames do not count. */
    void message(int characters) {
        frames = Math.max(-ROUND, frames - 1 - characters / BYTES_OF_A_FRAME);
    }
}
