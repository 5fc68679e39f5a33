package chats.socketio.engine;

import java.util.concurrent.TimeUnit;

/** Counts what a client sends to no effect, by windows of ten seconds. For one thread at a time. */
final class FloodGuard {

    private static final int TOO_MANY = 1_000;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long windowStart;
    private int count;

    /** Counts one more; whether {@value #TOO_MANY} came within a window. */
    boolean isTooMuch(long nanoTime) {
        if (count == 0 || nanoTime - windowStart > WINDOW_NANOS) {
            windowStart = nanoTime;
            count = 0;
        }
        return ++count >= TOO_MANY;
    }
}
