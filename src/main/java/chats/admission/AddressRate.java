package chats.admission;

import chats.net.Address;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits how often something may happen, for each address and for all addresses together. Each address has a token
 * bucket, and all together have one. A rate of 0 means no limit. The bucket of an address is dropped when it is full
 * again. If there are very many addresses, the least used buckets are dropped earlier; therefore the common bucket is
 * needed. Thread-safe.
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
     * @param perSecond rate of each address; 0 means no limit
     * @param burst how many at once, for each address
     * @param totalPerSecond rate of all addresses together; 0 means no limit
     * @param totalBurst how many at once, for all addresses together
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

    /** Returns zero if one more is allowed, otherwise the time to wait. */
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

    /** Gives one back, because the client has shown a valid token since. */
    public void giveBack(Address address) {
        long now = System.nanoTime();
        if (perSecond > 0) {
            bucket(address).giveBack(1, now);
        }
        if (totalPerSecond > 0) {
            all.giveBack(1, now);
        }
    }

    /** How often one was refused since the start. */
    public long refused() {
        return refused.get();
    }

    private Bucket bucket(Address address) {
        return buckets.get(address.group(), group -> new Bucket(perSecond, burst, System.nanoTime()));
    }
}
