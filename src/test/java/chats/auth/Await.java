package chats.auth;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that becomes true without further action of the test. */
final class Await {
    /** Far more than it takes, for busy machines; a test that waits this long has failed. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain waited until " + what);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
