package chats.limits;

import chats.admission.Bucket;
import chats.bus.AtomicScript;
import chats.bus.Bus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One user's rate on this node. Where there are other nodes, all of them draw on one bucket in Redis, a tenth of a second's worth at
 * a time, so that most admissions need nobody's leave; what is not used within a second is forgotten. Where Redis is away, and on a
 * node that is alone, the bucket is this node's own.
 */
final class Allowance {
    /**
     * The bucket is full when nobody has drawn on it for a while. Returns how much is given, and the wait if that is nothing or is
     * owed. Nothing is given ahead where that would be owed.
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

    /** How {@link Bucket} goes by the same names. */
    private enum How {
        TAKE,
        SPEND,
        CHARGE
    }

    private static final int PARTS_OF_A_SECOND = 10;
    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Bus bus;
    private final String key;
    private final int perSecond;
    private final int capacity;
    private final Bucket own;
    private double granted;
    private long grantedAt;

    Allowance(Bus bus, String key, int perSecond, int capacity) {
        this.bus = bus;
        this.key = key;
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.own = new Bucket(perSecond, capacity, System.nanoTime());
    }

    /** Zero if one more is admitted, else the time until it may be. */
    Duration take() {
        return bus.hasOthers() ? draw(1, How.TAKE) : alone(1, How.TAKE);
    }

    /** Zero if this price is admitted, which it is unless something is owed; else the time until it may be. */
    Duration spend(int price) {
        return bus.hasOthers() ? draw(price, How.SPEND) : alone(price, How.SPEND);
    }

    /** Takes what has been used already, even if it is more than there is; the time until the debt is paid. */
    Duration charge(int used) {
        return bus.hasOthers() ? draw(used, How.CHARGE) : alone(used, How.CHARGE);
    }

    /** What was taken for something that did not happen. */
    void giveBack(int taken) {
        if (!bus.hasOthers()
                || bus.share(DRAW, key, perSecond, capacity, -taken, -taken, How.CHARGE)
                        .isEmpty()) {
            own.charge(-taken, System.nanoTime());
        }
    }

    private Duration alone(int wanted, How how) {
        long now = System.nanoTime();
        return switch (how) {
            case TAKE -> own.take(wanted, now);
            case SPEND -> own.spend(wanted, now);
            case CHARGE -> own.charge(wanted, now);
        };
    }

    private synchronized Duration draw(int wanted, How how) {
        long now = System.nanoTime();
        if (now - grantedAt > GOOD_FOR_NANOS) {
            granted = 0;
        }
        if (granted >= wanted) {
            granted -= wanted;
            return Duration.ZERO;
        }
        double least = wanted - granted;
        double ahead = least + perSecond / PARTS_OF_A_SECOND;
        Optional<List<Long>> answer = bus.share(DRAW, key, perSecond, capacity, ahead, least, how);
        if (answer.isEmpty()) {
            return alone(wanted, how);
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
