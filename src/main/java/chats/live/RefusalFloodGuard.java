package chats.live;

import java.util.concurrent.TimeUnit;

/** Counts the refused commands of a connection in windows of ten seconds. */
final class RefusalFloodGuard {
    private static final int TOO_MANY = 1000;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long windowStart;
    private int count;

    /** Counts one more refusal; true from the {@value #TOO_MANY}th within a window on. */
    synchronized boolean isTooMuch(long nanoTime) {
        if (count == 0 || nanoTime - windowStart > WINDOW_NANOS) {
            windowStart = nanoTime;
            count = 0;
        }
        return ++count >= TOO_MANY;
    }
}
