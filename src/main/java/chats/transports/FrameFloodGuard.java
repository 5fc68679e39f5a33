package chats.transports;

import chats.admission.Bucket;
import java.util.function.LongSupplier;

/**
 * Detects a peer that sends more frames than its messages need: pings, pongs, and fragments of a few bytes. They cost
 * as much as messages, but the rate limit of messages does not count them. This class counts pieces: a piece is a
 * frame, or a part of a frame that came in a read of its own. A message pays for two pieces, because a frame may come
 * in two reads, and for one more per {@value #CHARACTERS_OF_A_PIECE} characters. Of all other pieces,
 * {@value #PER_SECOND} a second are allowed, and {@value #MOST} at once, which is what the longest message needs in its
 * smallest pieces. Not thread-safe.
 */
final class FrameFloodGuard {
    static final int MOST = 2_400;
    static final int PER_SECOND = 100;
    static final int CHARACTERS_OF_A_PIECE = 512;

    /** The clock is read once in so many pieces. */
    private static final int ROUND = 64;

    /** The most pieces that a message may pay for in advance; as many as the next message may have. */
    private static final int MOST_CREDIT = MessageBound.MAX_FRAGMENTS;

    private final LongSupplier clock;
    private final Bucket allowed;
    private int frames;

    /** @param clock in nanoseconds */
    FrameFloodGuard(LongSupplier clock) {
        this.clock = clock;
        allowed = new Bucket(PER_SECOND, MOST, clock.getAsLong());
    }

    /** Counts one piece; true if there were too many. */
    boolean isTooMuch() {
        if (++frames < ROUND) {
            return false;
        }
        frames = 0;
        return !allowed.charge(ROUND, clock.getAsLong()).isZero();
    }

    /** A message is complete: the pieces that it needed are not counted. */
    void message(int characters) {
        frames = Math.max(-MOST_CREDIT, frames - 2 - characters / CHARACTERS_OF_A_PIECE);
    }
}
