package chats.limits;

import chats.admission.Bucket;
import chats.bus.Bus;
import chats.bus.Script;
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
    /** The bucket is full when nobody has drawn on it for a while. Returns how much is given, and the wait if that is nothing. */
    private static final Script DRAW = new Script("""
            local rate, capacity, wanted, least = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local known = redis.call('HMGET', KEYS[1], 'tokens', 'at')
            local tokens = capacity
            if known[1] then
                tokens = math.min(capacity, tonumber(known[1]) + math.max(0, now - tonumber(known[2])) * rate / 1000)
            end
            local given, wait = math.max(0, math.min(wanted, math.floor(tokens))), 0
            if ARGV[5] == 'charge' then
                given = wanted
                if tokens < given then wait = math.ceil((given - tokens) * 1000 / rate) end
            elseif given < least then
                given = 0
                wait = math.ceil((least - tokens) * 1000 / rate)
            end
            redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - given), 'at', now)
            redis.call('PEXPIRE', KEYS[1], 60000)
            return {given, wait}
            """);

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
        return bus.hasOthers() ? draw(1, "take") : own.take(1, System.nanoTime());
    }

    /** Takes what has been used already, even if it is more than there is; the time until the debt is paid. */
    Duration charge(int used) {
        return bus.hasOthers() ? draw(used, "charge") : own.charge(used, System.nanoTime());
    }

    private synchronized Duration draw(int wanted, String how) {
        long now = System.nanoTime();
        if (now - grantedAt > GOOD_FOR_NANOS) {
            granted = Math.min(granted, 0);
        }
        if (granted >= wanted) {
            granted -= wanted;
            return Duration.ZERO;
        }
        double least = wanted - granted;
        double ahead = least + perSecond / PARTS_OF_A_SECOND;
        Optional<List<Long>> answer = bus.share(DRAW, key, perSecond, capacity, ahead, least, how);
        if (answer.isEmpty()) {
            return how.equals("take") ? own.take(wanted, now) : own.charge(wanted, now);
        }
        granted += answer.get().get(0);
        grantedAt = now;
        if (granted < wanted) {
            return Duration.ofMillis(Math.max(1, answer.get().get(1)));
        }
        granted -= wanted;
        return Duration.ofMillis(answer.get().get(1));
    }
}
