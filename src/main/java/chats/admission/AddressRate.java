package chats.admission;

import chats.net.Address;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often something may happen, for each address and for all together: a token bucket each. A rate of 0 is no limit. An address
 * whose bucket is full again is forgotten; of very many addresses the least used ones are, which is why all together have a bucket too.
 */
public final class AddressRate {
    private static final int MOST_ADDRESSES = 100_000;

    private final double perSecond;
    private final double burst;
    private final double totalPerSecond;
    private final Bucket all;
    private final Cache<String, Bucket> buckets;
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param perSecond for each address; 0 is no limit
     * @param burst how many at once, for each address
     * @param totalPerSecond for all addresses together; 0 is no limit
     * @param totalBurst how many at once, for all together
     */
    public AddressRate(double perSecond, double burst, double totalPerSecond, double totalBurst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.totalPerSecond = totalPerSecond;
        this.all = new Bucket(totalPerSecond, totalBurst, System.nanoTime());
        Duration full = Duration.ofNanos(perSecond == 0 ? 1 : (long) Math.ceil(burst / perSecond * 1e9));
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(full)
                .executor(Runnable::run)
                .build();
    }

    /** Zero if one more is admitted, else the time until it may be. */
    public Duration take(Address address) {
        long now = System.nanoTime();
        Duration wait = perSecond == 0 ? Duration.ZERO : bucket(address).take(1, now);
        if (wait.isZero() && totalPerSecond > 0) {
            wait = all.take(1, now);
            if (!wait.isZero() && perSecond > 0) {
                bucket(address).giveBack(1, now);
            }
        }
        if (!wait.isZero()) {
            refused.incrementAndGet();
        }
        return wait;
    }

    /** Takes one back: whoever did it is known by now. */
    public void giveBack(Address address) {
        long now = System.nanoTime();
        if (perSecond > 0) {
            bucket(address).giveBack(1, now);
        }
        if (totalPerSecond > 0) {
            all.giveBack(1, now);
        }
    }

    /** How often one was refused, since the start. */
    public long refused() {
        return refused.get();
    }

    private Bucket bucket(Address address) {
        return buckets.get(address.group(), group -> new Bucket(perSecond, burst, System.nanoTime()));
    }
}
