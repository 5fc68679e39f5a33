package chats.admission;

import chats.net.Address;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the log lines that clients without a valid token can cause, by address and in all. Lines beyond the rate are
 * left out and counted. The count is logged at most once in ten seconds. Thread-safe.
 */
public final class LogLineBudget {
    private static final Logger LOG = System.getLogger("chats.admission.LogLineBudget");
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AddressRate rate;
    private final AtomicLong leftOut = new AtomicLong();
    private final AtomicLong reportedAt = new AtomicLong(System.nanoTime() - REPORT_NANOS);

    LogLineBudget(AddressRate rate) {
        this.rate = rate;
    }

    /** Whether a line about this address may be logged now. If not, it is counted. */
    public boolean admit(Address address) {
        if (rate.take(address).equals(Duration.ZERO)) {
            return true;
        }
        leftOut.incrementAndGet();
        long before = reportedAt.get();
        long now = System.nanoTime();
        if (now - before > REPORT_NANOS && reportedAt.compareAndSet(before, now)) {
            LOG.log(Level.WARNING, "log_lines_left_out count={0}", Long.toString(leftOut.getAndSet(0)));
        }
        return false;
    }
}
