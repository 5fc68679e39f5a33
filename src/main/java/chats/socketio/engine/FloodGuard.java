package chats.socketio.engine;

import java.util.concurrent.TimeUnit;

/** Counts the packets and frames of a client that have no effect, in windows of ten seconds. Not thread-safe. */
final class FloodGuard {

    private static final int TOO_MANY = 1_000;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long windowStart;
    private int count;

    /** Counts one; true if {@value #TOO_MANY} or more came within the window. */
    boolean isTooMuch(long nanoTime) {
        if (count == 0 || nanoTime - windowStart > WINDOW_NANOS) {
            windowStart = nanoTime;
            count = 0;
        }
        return ++count >= TOO_MANY;
    }
}
