package chats.admission;

import java.time.Duration;

/**
 * A token bucket. It fills at a constant rate up to its capacity, and each allowed action takes tokens. A refused
 * action takes none. Times are those of {@link System#nanoTime}, which does not change when the system clock is set.
 * Thread-safe; no other lock is taken inside this object's.
 */
public final class Bucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perNano;
    private final double capacity;
    private double tokens;
    private long filledAt;

    public Bucket(double perSecond, double capacity, long nanoTime) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledAt = nanoTime;
    }

    /**
     * Takes the tokens and returns zero. If there are too few, takes none and returns the time until there are enough.
     */
    public synchronized Duration take(double wanted, long nanoTime) {
        fill(nanoTime);
        if (tokens < wanted) {
            return until(wanted);
        }
        tokens -= wanted;
        return Duration.ZERO;
    }

    /**
     * Takes the tokens and returns zero, even if there are too few: the rest becomes a debt. If there is a debt
     * already, takes none and returns the time until there is one token.
     */
    public synchronized Duration spend(double price, long nanoTime) {
        fill(nanoTime);
        if (tokens < 0) {
            return until(1);
        }
        tokens -= price;
        return Duration.ZERO;
    }

    /**
     * Takes tokens for something that has already happened, even if there are too few. Returns the time until there is
     * no debt.
     */
    public synchronized Duration charge(double used, long nanoTime) {
        fill(nanoTime);
        tokens -= used;
        return tokens >= 0 ? Duration.ZERO : until(0);
    }

    private Duration until(double wanted) {
        return Duration.ofNanos((long) Math.ceil((wanted - tokens) / perNano));
    }

    /** Puts tokens back that were not used. */
    synchronized void giveBack(double unused, long nanoTime) {
        tokens += unused;
        fill(nanoTime);
    }

    private void fill(long nanoTime) {
        tokens = Math.min(capacity, tokens + (nanoTime - filledAt) * perNano);
        filledAt = nanoTime;
    }
}
