package chats.limits;

import chats.admission.Bucket;
import chats.bus.AtomicScript;
import chats.bus.Bus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One user's rate. With other nodes, all nodes draw from one bucket in Redis. A node draws a tenth of a second's worth
 * in advance, so that most admissions need no call to Redis; what it does not use within a second is lost. While Redis
 * cannot be reached, and on a single node, the bucket is this node's own.
 *
 * <p>The lock guards what has been drawn and not used. It is held while Redis is asked, for a bounded time.
 */
final class Allowance {
    /**
     * Returns how much is given, and the time to wait if nothing is given or a debt is left. The bucket is full if it
     * was not used for a while. An advance is never given on credit.
     */
    private static final AtomicScript DRAW = new AtomicScript("""
            local rate, capacity, wanted, least = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local known = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens = capacity
            if known[1] then
                tokens = math.min(capacity, tonumber(known[1]) + math.max(0, now - tonumber(known[2])) * rate / 1000)
            end
            local given, wait = math.min(wanted, math.floor(tokens)), 0
            if given < least then
                if ARGV[5] == 'CHARGE' then
                    given = least
                    wait = math.ceil((least - tokens) * 1000 / rate)
                elseif ARGV[5] == 'SPEND' and tokens >= 0 then
                    given = least
                else
                    given = 0
                    wait = math.ceil(((ARGV[5] == 'SPEND' and 1 or least) - tokens) * 1000 / rate)
                end
            end
            redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - given), 'at', now)
            redis.call('PEXPIRE', KEYS[1], 60000)
            return {given, wait}
            """);

    /** The modes are named after the methods of {@link Bucket}, and mean the same. */
    private enum Mode {
        TAKE,
        SPEND,
        CHARGE
    }

    private static final int DRAWS_PER_SECOND = 10;
    private static final long VALID_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Bus bus;
    private final String key;
    private final int perSecond;
    private final int capacity;
    private final Bucket localBucket;
    private double granted;
    private long grantedAt;

    Allowance(Bus bus, String key, int perSecond, int capacity) {
        this.bus = bus;
        this.key = key;
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.localBucket = new Bucket(perSecond, capacity, System.nanoTime());
    }

    /** Zero if one more is admitted, else the time until it may be. */
    Duration take() {
        return bus.hasOthers() ? draw(1, Mode.TAKE) : takeLocally(1, Mode.TAKE);
    }

    /**
     * Zero if this price is admitted, else the time until it may be. Every price is admitted unless the user is in
     * debt.
     */
    Duration spend(int price) {
        return bus.hasOthers() ? draw(price, Mode.SPEND) : takeLocally(price, Mode.SPEND);
    }

    /** Takes what has been used already, even if the bucket holds less; the time until the debt is paid. */
    Duration charge(int used) {
        return bus.hasOthers() ? draw(used, Mode.CHARGE) : takeLocally(used, Mode.CHARGE);
    }

    /** Returns what was taken for something that did not happen. */
    void giveBack(int taken) {
        if (!bus.hasOthers()
                || bus.share(DRAW, key, perSecond, capacity, -taken, -taken, Mode.CHARGE)
                        .isEmpty()) {
            localBucket.charge(-taken, System.nanoTime());
        }
    }

    private Duration takeLocally(int wanted, Mode mode) {
        long now = System.nanoTime();
        return switch (mode) {
            case TAKE -> localBucket.take(wanted, now);
            case SPEND -> localBucket.spend(wanted, now);
            case CHARGE -> localBucket.charge(wanted, now);
        };
    }

    private synchronized Duration draw(int wanted, Mode mode) {
        long now = System.nanoTime();
        if (now - grantedAt > VALID_FOR_NANOS) {
            granted = 0;
        }
        if (granted >= wanted) {
            granted -= wanted;
            return Duration.ZERO;
        }
        double least = wanted - granted;
        double ahead = least + perSecond / DRAWS_PER_SECOND;
        Optional<List<Long>> answer = bus.share(DRAW, key, perSecond, capacity, ahead, least, mode);
        if (answer.isEmpty()) {
            return takeLocally(wanted, mode);
        }
        long given = answer.get().get(0);
        long wait = answer.get().get(1);
        if (given < least) {
            return Duration.ofMillis(Math.max(1, wait));
        }
        granted += given - wanted;
        grantedAt = now;
        return Duration.ofMillis(wait);
    }
}
