package chats.transports;

import chats.admission.Bucket;
import java.util.function.LongSupplier;

/**
 * Finds out that a peer sends more frames than its messages need: pings, pongs, and fragments of a few bytes. They cost as much as messages, and no rate
 * of messages bounds them. A message needs two pieces, since a frame may come in two reads, and one for each {@value #CHARACTERS_OF_A_PIECE} characters.
 * Beyond that {@value #MOST} at once are let pass, which the longest message in its smallest pieces needs, and {@value #PER_SECOND} a second for good. For
 * one thread at a time.
 */
final class FrameFloodGuard {
    static final int MOST = 2_400;
    static final int PER_SECOND = 100;
    static final int CHARACTERS_OF_A_PIECE = 512;

    /** How many are counted before the time is looked at. */
    private static final int ROUND = 64;

    /** How many pieces a message may pay for that come after it; as many as the next one may have. */
    private static final int MOST_CREDIT = MessageBound.MAX_FRAGMENTS;

    private final LongSupplier clock;
    private final Bucket allowed;
    private int frames;

    /** @param clock in nanoseconds */
    FrameFloodGuard(LongSupplier clock) {
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

    /** A message has come to its end: its own pieces do not count. */
    void message(int characters) {
        frames = Math.max(-MOST_CREDIT, frames - 2 - characters / CHARACTERS_OF_A_PIECE);
    }
}
