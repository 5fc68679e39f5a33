package chats.admission;

import java.time.Duration;

/**
 * A token bucket: filled at a steady rate up to its capacity, emptied by what is admitted. What is refused costs nothing. Time is
 * that of {@link System#nanoTime}, which no change of the clock moves.
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

    /** Zero if admitted, else the time until there is enough again. */
    public synchronized Duration take(double wanted, long nanoTime) {
        fill(nanoTime);
        if (tokens < wanted) {
            return until(wanted);
        }
        tokens -= wanted;
        return Duration.ZERO;
    }

    /** Takes the price, even if it is more than there is, unless something is owed; then the time until one may be taken again. */
    public synchronized Duration spend(double price, long nanoTime) {
        fill(nanoTime);
        if (tokens < 0) {
            return until(1);
        }
        tokens -= price;
        return Duration.ZERO;
    }

    /** Takes what has been used already, even if it is more than there is; the time until the debt is paid. */
    public synchronized Duration charge(double used, long nanoTime) {
        fill(nanoTime);
        tokens -= used;
        return tokens >= 0 ? Duration.ZERO : until(0);
    }

    private Duration until(double wanted) {
        return Duration.ofNanos((long) Math.ceil((wanted - tokens) / perNano));
    }

    /** Puts back what turned out not to be used. */
    synchronized void giveBack(double unused, long nanoTime) {
        tokens += unused;
        fill(nanoTime);
    }

    private void fill(long nanoTime) {
        tokens = Math.min(capacity, tokens + (nanoTime - filledAt) * perNano);
        filledAt = nanoTime;
    }
}
