package chats.auth;

import chats.admission.AddressRate;
import chats.admission.Bucket;
import chats.admission.Budgets;
import chats.errors.ChatsException;
import chats.net.Address;
import chats.settings.AdmissionSettings;
import chats.settings.Settings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * How often {@code /auth/*} may be called on this node: failed lookups and registrations by each address, and new
 * tokens of each user. Failed logins are limited by {@link LoginThrottle}.
 */
@ApplicationScoped
class AuthRates {
    private static final double LOOKUPS_PER_SECOND = 20;
    private static final double LOOKUPS_AT_ONCE = 100;
    private static final double LOOKUPS_PER_SECOND_OF_ALL = 2_000;

    /**
     * How often an address may be told that an email or nickname is taken, for each new account that it may register.
     */
    private static final int CONFLICTS_PER_REGISTRATION = 5;

    private static final double SECONDS_OF_AN_HOUR = 3600;
    private static final int TOKENS_PER_SECOND = 4;
    private static final int TOKENS_AT_ONCE = 60;

    private final Budgets budgets;
    private final AddressRate lookups;
    private final AddressRate conflicts;
    private final Cache<Long, Bucket> newTokens = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofSeconds(TOKENS_AT_ONCE / TOKENS_PER_SECOND))
            .executor(Runnable::run)
            .build();

    @Inject
    AuthRates(Budgets budgets, Settings settings) {
        this.budgets = budgets;
        this.lookups = new AddressRate(
                LOOKUPS_PER_SECOND, LOOKUPS_AT_ONCE, LOOKUPS_PER_SECOND_OF_ALL, LOOKUPS_PER_SECOND_OF_ALL);
        AdmissionSettings.Pair registrations = settings.admission().registrationsPerHour();
        double perAddress = CONFLICTS_PER_REGISTRATION * (double) registrations.perAddress();
        double total = CONFLICTS_PER_REGISTRATION * (double) registrations.total();
        this.conflicts =
                new AddressRate(perAddress / SECONDS_OF_AN_HOUR, perAddress, total / SECONDS_OF_AN_HOUR, total);
    }

    /**
     * Called before data from an unauthenticated client is looked up in the database.
     *
     * @throws ChatsException {@code rate_limited}
     */
    void admitLookup(Address address) {
        require(lookups.take(address));
    }

    /** The lookup succeeded, so it does not count. */
    void found(Address address) {
        lookups.giveBack(address);
    }

    /**
     * Called before the database is asked whether an email and a nickname are free.
     *
     * @throws ChatsException {@code rate_limited}
     */
    void admitRegistration(Address address) {
        require(conflicts.take(address));
        Duration wait = budgets.registrations().take(address);
        if (!wait.isZero()) {
            conflicts.giveBack(address);
            throw ChatsException.rateLimited(wait);
        }
    }

    /** An account was created, so the attempt does not count as a conflict. */
    void registered(Address address) {
        conflicts.giveBack(address);
    }

    /**
     * No account was created. The attempt still counts as a conflict, because it may have shown that an email or
     * nickname is taken.
     */
    void notRegistered(Address address) {
        budgets.registrations().giveBack(address);
    }

    /**
     * Called before a refresh token is stored, since each is kept for {@code REFRESH_TOKEN_DAYS}. A user may get
     * {@value #TOKENS_PER_SECOND} a second, {@value #TOKENS_AT_ONCE} at once.
     *
     * @throws ChatsException {@code rate_limited}
     */
    void admitNewToken(long userId) {
        long now = System.nanoTime();
        require(newTokens
                .get(userId, first -> new Bucket(TOKENS_PER_SECOND, TOKENS_AT_ONCE, now))
                .take(1, now));
    }

    private static void require(Duration wait) {
        if (!wait.isZero()) {
            throw ChatsException.rateLimited(wait);
        }
    }
}
