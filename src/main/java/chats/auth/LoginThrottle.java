package chats.auth;

import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Limits failed logins, on all nodes together, so that passwords cannot be guessed. Failures are counted in three ways:
 *
 * <ul>
 *   <li>for one account from one address: {@value #MAX_FAILURES} in a minute, then {@code rate_limited} until the first
 *       of them is a minute old. A success clears them. The same account from other addresses, and other accounts from
 *       the same address, are not affected.
 *   <li>for all accounts from one address: {@code LIMIT_FAILED_LOGINS_PER_MINUTE}, then {@code rate_limited}. This
 *       stops a client that tries one password on many accounts, and is high enough for an office behind one address.
 *   <li>for one account from all addresses: {@value #MAX_PER_ACCOUNT} in an hour. Beyond that, each address may fail
 *       {@value #MAX_WHEN_GUESSED} time in a minute instead of {@value #MAX_FAILURES}. So nobody can lock the owner
 *       out: with the right password a login succeeds at once, from any address. After a mistyped one, the owner waits
 *       for a minute.
 * </ul>
 *
 * <p>Attempts that are refused here are not counted and not hashed.
 */
@ApplicationScoped
class LoginThrottle {
    static final int MAX_FAILURES = 10;
    static final int MAX_PER_ACCOUNT = 1_000;
    static final int MAX_WHEN_GUESSED = 1;

    private final int maxPerAddress;
    private final FailureLog byAccountAndAddress;
    private final FailureLog byAddress;
    private final FailureLog byAccount;

    @Inject
    LoginThrottle(Clock clock, Bus bus, Settings settings) {
        this(clock, bus, settings.admission().failedLoginsPerMinute());
    }

    /** @param maxPerAddress failures a minute; 0 means no limit */
    LoginThrottle(Clock clock, Bus bus, int maxPerAddress) {
        this.maxPerAddress = maxPerAddress;
        this.byAccountAndAddress = new FailureLog(clock, bus, "both", Duration.ofMinutes(1));
        this.byAddress = new FailureLog(clock, bus, "address", Duration.ofMinutes(1));
        this.byAccount = new FailureLog(clock, bus, "account", Duration.ofHours(1));
    }

    /** One attempt; it counts as failed until its outcome is known. */
    final class Attempt {
        private final String address;
        private final List<FailureLog.Attempt> counted = new ArrayList<>();
        private Optional<FailureLog.Attempt> byAccountAndAddressAttempt = Optional.empty();

        private Attempt(String address) {
            this.address = address;
        }

        /**
         * Counts the attempt for an account.
         *
         * @param account identifies the account, whatever the spelling of the email
         * @throws ChatsException {@code rate_limited}; the attempt is then not counted at all
         */
        void at(String account) {
            boolean isGuessed =
                    !take(byAccount.attempt(account), MAX_PER_ACCOUNT).isZero();
            FailureLog.Attempt here = byAccountAndAddress.attempt(account + "|" + address);
            Duration wait = take(here, isGuessed ? MAX_WHEN_GUESSED : MAX_FAILURES);
            if (!wait.isZero()) {
                withdraw();
                throw ChatsException.rateLimited(wait);
            }
            byAccountAndAddressAttempt = Optional.of(here);
        }

        void succeeded() {
            withdraw();
            byAccountAndAddressAttempt.ifPresent(FailureLog.Attempt::clear);
        }

        /** The attempt did not fail by a wrong password, so it does not count. */
        void withdraw() {
            counted.forEach(FailureLog.Attempt::giveBack);
        }

        /**
         * Completes the answer to this attempt. It stays counted if it was refused as {@code unauthorized}, that is, for a
         * wrong password.
         */
        <T> void complete(CompletableFuture<T> answer, T value, Throwable failure) {
            if (failure == null) {
                succeeded();
                answer.complete(value);
                return;
            }
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (!(cause instanceof ChatsException refusal && refusal.code() == ErrorCode.UNAUTHORIZED)) {
                withdraw();
            }
            answer.completeExceptionally(cause);
        }

        private Duration take(FailureLog.Attempt attempt, int most) {
            counted.add(attempt);
            return attempt.take(most);
        }
    }

    /**
     * Begins an attempt; called before anything expensive is done for it.
     *
     * @throws ChatsException {@code rate_limited}
     */
    Attempt from(Address address) {
        Attempt attempt = new Attempt(address.group());
        Duration wait =
                maxPerAddress == 0 ? Duration.ZERO : attempt.take(byAddress.attempt(address.group()), maxPerAddress);
        if (!wait.isZero()) {
            throw ChatsException.rateLimited(wait);
        }
        return attempt;
    }
}
