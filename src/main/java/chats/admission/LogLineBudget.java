package chats.admission;

import chats.net.Address;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The log lines that somebody without a token can cause. Beyond the rate of an address, or of all, a line is left out and counted; how many were left
 * out is logged once in ten seconds.
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

    /** Whether a line about this address may be written now. */
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
