package chats.auth;

import chats.bus.AtomicScript;
import chats.bus.Bus;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Counts failures within a window of time, for many keys, on all nodes together. An attempt is counted as failed before
 * its outcome is known, so that simultaneous attempts count too; it is taken back if it succeeds.
 */
final class FailureLog {
    private static final int MOST_KEYS = 100_000;

    /** Counts an attempt in Redis if fewer than the limit are counted; else returns how long to wait. */
    private static final AtomicScript TRY = new AtomicScript("""
            local window, most = tonumber(ARGV[1]), tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
            local known = redis.call('ZCARD', KEYS[1])
            if known >= most then
                local at = redis.call('ZRANGE', KEYS[1], known - most, known - most, 'WITHSCORES')[2]
                return {0, tonumber(at) + window - now}
            end
            redis.call('ZADD', KEYS[1], now, ARGV[3])
            redis.call('PEXPIRE', KEYS[1], window)
            return {1, 0}
            """);

    private static final AtomicScript FORGET = new AtomicScript("return {redis.call('DEL', KEYS[1])}");
    private static final AtomicScript WITHDRAW = new AtomicScript("return {redis.call('ZREM', KEYS[1], ARGV[1])}");

    private final Clock clock;
    private final Bus bus;
    private final String kind;
    private final Duration window;
    private final Cache<String, Failures> failures;

    /**
     * The failures of one key, guarded by the map's lock for that key. {@code full} can be read without the lock: a
     * flood is refused by many threads at once.
     */
    private static final class Failures {
        private final Deque<Instant> times = new ArrayDeque<>();
        private volatile Full full = new Full(0, Instant.MIN);
    }

    /** There are at least {@code most} failures until then. */
    private record Full(int most, Instant until) {}

    /** @param kind distinguishes the keys of this log from those of other logs */
    FailureLog(Clock clock, Bus bus, String kind, Duration window) {
        this.clock = clock;
        this.bus = bus;
        this.kind = kind;
        this.window = window;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(window)
                .executor(Runnable::run)
                .build();
    }

    /** One attempt; {@link #take} counts it. */
    final class Attempt {
        private final String who;
        private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
        private Optional<Instant> at = Optional.empty();

        private Attempt(String who) {
            this.who = who;
        }

        /**
         * Counts the attempt and returns zero if fewer than {@code most} are counted; else returns the time to wait.
         * May wait for Redis.
         */
        Duration take(int most) {
            Instant now = clock.instant();
            Duration wait = add(who, now, most);
            if (!wait.isZero()) {
                return wait;
            }
            at = Optional.of(now);
            Optional<List<Long>> shared = bus.share(TRY, key(who), window.toMillis(), most, id);
            if (shared.isPresent() && shared.get().get(0) == 0) {
                at = Optional.empty();
                remove(who, now);
                return Duration.ofMillis(Math.max(1, shared.get().get(1)));
            }
            return Duration.ZERO;
        }

        /** The attempt was no failure and is not counted any more. Does nothing if it was not counted. */
        void giveBack() {
            at.ifPresent(time -> {
                remove(who, time);
                bus.tell(WITHDRAW, key(who), id);
            });
            at = Optional.empty();
        }

        /** Removes this attempt and all earlier ones of the key. */
        void clear() {
            at = Optional.empty();
            failures.invalidate(who);
            bus.tell(FORGET, key(who));
        }
    }

    Attempt attempt(String who) {
        return new Attempt(who);
    }

    private Duration add(String who, Instant now, int most) {
        Failures seen = failures.getIfPresent(who);
        Full full = seen == null ? null : seen.full;
        if (full != null && most <= full.most() && full.until().isAfter(now)) {
            return Duration.between(now, full.until());
        }
        Duration[] wait = {Duration.ZERO};
        failures.asMap().compute(who, (same, before) -> {
            Failures known = before == null ? new Failures() : before;
            Deque<Instant> times = known.times;
            times.removeIf(time -> !time.plus(window).isAfter(now));
            if (times.size() >= most) {
                Instant until = blocking(times, most).plus(window);
                known.full = new Full(most, until);
                wait[0] = Duration.between(now, until);
            } else {
                times.addLast(now);
            }
            return known;
        });
        return wait[0];
    }

    /** The failure that must leave the window before the next attempt is allowed. */
    private static Instant blocking(Deque<Instant> times, int most) {
        Iterator<Instant> oldest = times.iterator();
        Instant last = oldest.next();
        for (int more = times.size() - most; more > 0; more--) {
            last = oldest.next();
        }
        return last;
    }

    private void remove(String who, Instant at) {
        failures.asMap().computeIfPresent(who, (same, known) -> {
            known.times.remove(at);
            known.full = new Full(0, Instant.MIN);
            return known.times.isEmpty() ? null : known;
        });
    }

    /** The key in Redis: a hash, so that emails cannot be read there. */
    private String key(String who) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((kind + "|" + who).getBytes(StandardCharsets.UTF_8));
            return "login:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
