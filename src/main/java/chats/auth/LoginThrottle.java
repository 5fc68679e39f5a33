package chats.auth;

import chats.bus.Bus;
import chats.bus.Script;
import chats.errors.ChatsException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * Slows guessing down: {@value #MAX_FAILURES} failed logins in a minute to one account from one address, on all nodes together, then {@code rate_limited}
 * until the first of them is a minute old. A success clears them. The same account from elsewhere, and other accounts from the same
 * address, are not touched.
 */
@ApplicationScoped
class LoginThrottle {
    static final int MAX_FAILURES = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The times of the attempts that all nodes know of; says whether one more is admitted, or how long to wait. */
    private static final Script TRY = new Script("""
            local window, most = tonumber(ARGV[1]), tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
            if redis.call('ZCARD', KEYS[1]) >= most then
                return {0, tonumber(redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]) + window - now}
            end
            redis.call('ZADD', KEYS[1], now, ARGV[3])
            redis.call('PEXPIRE', KEYS[1], window)
            return {1, 0}
            """);

    private static final Script FORGET = new Script("return {redis.call('DEL', KEYS[1])}");
    private static final Script WITHDRAW = new Script("return {redis.call('ZREM', KEYS[1], ARGV[1])}");

    private record Guesser(String account, String address) {
        /** What other nodes know this by: nobody shall read emails there. */
        String key() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest((account + "|" + address).getBytes(StandardCharsets.UTF_8));
                return "login:" + HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Clock clock;
    private final Bus bus;
    private final Cache<Guesser, Deque<Instant>> failures = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(WINDOW)
            .executor(Runnable::run)
            .build();

    @Inject
    LoginThrottle(Clock clock, Bus bus) {
        this.clock = clock;
        this.bus = bus;
    }

    LoginThrottle() {
        this(null, null);
    }

    /** One attempt that counts as failed until its outcome is known, so that attempts at the same time are counted too. */
    final class Attempt {
        private final Guesser guesser;
        private final Instant at;
        private final String id = UUID.randomUUID().toString();

        private Attempt(Guesser guesser, Instant at) {
            this.guesser = guesser;
            this.at = at;
        }

        void succeeded() {
            failures.invalidate(guesser);
            bus.tell(FORGET, guesser.key());
        }

        /** It was not about the password after all. */
        void withdraw() {
            forget();
            bus.tell(WITHDRAW, guesser.key(), id);
        }

        private void forget() {
            failures.asMap().computeIfPresent(guesser, (same, times) -> {
                times.remove(at);
                return times.isEmpty() ? null : times;
            });
        }
    }

    /**
     * Begins an attempt.
     *
     * @throws ChatsException {@code rate_limited}
     */
    Attempt attempt(String email, String address) {
        Guesser guesser = new Guesser(email.toLowerCase(Locale.ROOT), address);
        Instant now = clock.instant();
        failures.asMap().compute(guesser, (same, known) -> {
            Deque<Instant> times = known == null ? new ArrayDeque<>() : known;
            times.removeIf(time -> !time.plus(WINDOW).isAfter(now));
            if (times.size() >= MAX_FAILURES) {
                throw ChatsException.rateLimited(
                        Duration.between(now, times.getFirst().plus(WINDOW)));
            }
            times.addLast(now);
            return times;
        });
        Attempt attempt = new Attempt(guesser, now);
        bus.share(TRY, guesser.key(), WINDOW.toMillis(), MAX_FAILURES, attempt.id)
                .filter(answer -> answer.get(0) == 0)
                .ifPresent(answer -> {
                    attempt.forget();
                    throw ChatsException.rateLimited(Duration.ofMillis(Math.max(1, answer.get(1))));
                });
        return attempt;
    }
}
