package chats.auth;

import chats.errors.ChatsException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Slows guessing down: {@value #MAX_FAILURES} failed logins in a minute to one account from one address, then {@code rate_limited}
 * until the first of them is a minute old. A success clears them. The same account from elsewhere, and other accounts from the same
 * address, are not touched.
 */
@ApplicationScoped
class LoginThrottle {
    static final int MAX_FAILURES = 10;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Guesser(String account, String address) {}

    private final Clock clock;
    private final Cache<Guesser, Deque<Instant>> failures = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(WINDOW)
            .executor(Runnable::run)
            .build();

    @Inject
    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    LoginThrottle() {
        this(null);
    }

    /** One attempt that counts as failed until its outcome is known, so that attempts at the same time are counted too. */
    final class Attempt {
        private final Guesser guesser;
        private final Instant at;

        private Attempt(Guesser guesser, Instant at) {
            this.guesser = guesser;
            this.at = at;
        }

        void succeeded() {
            failures.invalidate(guesser);
        }

        /** It was not about the password after all. */
        void withdraw() {
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
        return new Attempt(guesser, now);
    }
}
