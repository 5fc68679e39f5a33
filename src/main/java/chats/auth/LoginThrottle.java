package chats.auth;

import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.net.Address;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Slows guessing down, on all nodes together. Failed logins are counted in three ways:
 *
 * <ul>
 *   <li>to one account from one address: {@value #MAX_FAILURES} in a minute, then {@code rate_limited} until the first of them is a minute
 *       old. A success clears them. The same account from elsewhere, and other accounts from the same address, are not touched.
 *   <li>from one address to all accounts: {@code LIMIT_FAILED_LOGINS_PER_MINUTE}, then {@code rate_limited}. It is for one password that is
 *       tried on many accounts, and leaves room for an office.
 *   <li>to one account from everywhere: {@value #MAX_OF_AN_ACCOUNT} in an hour. Beyond that, each address may fail {@value #MAX_WHEN_GUESSED} time
 *       in a minute instead of {@value #MAX_FAILURES}. So nobody can lock the owner out. Whoever knows the password gets in at once, from
 *       wherever, and who mistypes it meanwhile waits for a minute.
 * </ul>
 *
 * <p>Attempts that are refused here are not counted and not hashed.
 */
@ApplicationScoped
class LoginThrottle {
    static final int MAX_FAILURES = 10;
    static final int MAX_OF_AN_ACCOUNT = 1_000;
    static final int MAX_WHEN_GUESSED = 1;

    private final int maxOfAnAddress;
    private final FailureLog ofBoth;
    private final FailureLog ofAddresses;
    private final FailureLog ofAccounts;

    @Inject
    LoginThrottle(Clock clock, Bus bus, Settings settings) {
        this(clock, bus, settings.admission().failedLoginsPerMinute());
    }

    /** @param maxOfAnAddress in a minute; 0 is no limit */
    LoginThrottle(Clock clock, Bus bus, int maxOfAnAddress) {
        this.maxOfAnAddress = maxOfAnAddress;
        this.ofBoth = new FailureLog(clock, bus, "both", Duration.ofMinutes(1));
        this.ofAddresses = new FailureLog(clock, bus, "address", Duration.ofMinutes(1));
        this.ofAccounts = new FailureLog(clock, bus, "account", Duration.ofHours(1));
    }

    /** One attempt, which counts as failed until its outcome is known. */
    final class Attempt {
        private final String address;
        private final List<FailureLog.Attempt> counted = new ArrayList<>();
        private Optional<FailureLog.Attempt> ofBothHere = Optional.empty();

        private Attempt(String address) {
            this.address = address;
        }

        /**
         * Counts it for an account.
         *
         * @param account the same for whatever spelling leads to it
         * @throws ChatsException {@code rate_limited}; then it is not counted at all
         */
        void at(String account) {
            boolean isGuessed =
                    !take(ofAccounts.attempt(account), MAX_OF_AN_ACCOUNT).isZero();
            FailureLog.Attempt here = ofBoth.attempt(account + "|" + address);
            Duration wait = take(here, isGuessed ? MAX_WHEN_GUESSED : MAX_FAILURES);
            if (!wait.isZero()) {
                withdraw();
                throw ChatsException.rateLimited(wait);
            }
            ofBothHere = Optional.of(here);
        }

        void succeeded() {
            withdraw();
            ofBothHere.ifPresent(FailureLog.Attempt::clear);
        }

        /** It was not about the password after all. */
        void withdraw() {
            counted.forEach(FailureLog.Attempt::giveBack);
        }

        private Duration take(FailureLog.Attempt attempt, int most) {
            counted.add(attempt);
            return attempt.take(most);
        }
    }

    /**
     * Begins an attempt; nothing that costs more than memory was done for it yet.
     *
     * @throws ChatsException {@code rate_limited}
     */
    Attempt from(Address address) {
        Attempt attempt = new Attempt(address.group());
        Duration wait = maxOfAnAddress == 0
                ? Duration.ZERO
                : attempt.take(ofAddresses.attempt(address.group()), maxOfAnAddress);
        if (!wait.isZero()) {
            throw ChatsException.rateLimited(wait);
        }
        return attempt;
    }
}
