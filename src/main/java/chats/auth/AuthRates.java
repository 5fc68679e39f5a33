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
 * How often {@code /auth/*} may be asked on this node, apart from failed logins (see {@link LoginThrottle}): what strangers look up in vain, what
 * they register, and how many rows one account may write.
 */
@ApplicationScoped
class AuthRates {
    private static final double LOOKUPS_PER_SECOND = 20;
    private static final double LOOKUPS_AT_ONCE = 100;
    private static final double LOOKUPS_PER_SECOND_OF_ALL = 2_000;

    /** Emails and nicknames that are taken, for each new account that an address may make. */
    private static final int CONFLICTS = 5;

    private static final double SECONDS_OF_AN_HOUR = 3600;
    private static final int TURNS_PER_SECOND = 4;
    private static final int TURNS_AT_ONCE = 60;

    private final Budgets budgets;
    private final AddressRate lookups;
    private final AddressRate conflicts;
    private final Cache<Long, Bucket> turns = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofSeconds(TURNS_AT_ONCE / TURNS_PER_SECOND))
            .executor(Runnable::run)
            .build();

    @Inject
    AuthRates(Budgets budgets, Settings settings) {
        this.budgets = budgets;
        this.lookups = new AddressRate(
                LOOKUPS_PER_SECOND, LOOKUPS_AT_ONCE, LOOKUPS_PER_SECOND_OF_ALL, LOOKUPS_PER_SECOND_OF_ALL);
        AdmissionSettings.Pair registrations = settings.admission().registrationsPerHour();
        double perAddress = CONFLICTS * (double) registrations.perAddress();
        double total = CONFLICTS * (double) registrations.total();
        this.conflicts =
                new AddressRate(perAddress / SECONDS_OF_AN_HOUR, perAddress, total / SECONDS_OF_AN_HOUR, total);
    }

    /**
     * Before the database is asked about what a stranger sent.
     *
     * @throws ChatsException {@code rate_limited}
     */
    void admitLookup(Address address) {
        require(lookups.take(address));
    }

    /** What was looked up was right. */
    void found(Address address) {
        lookups.giveBack(address);
    }

    /**
     * Before the database is asked whether an email and a nickname are free.
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

    /** There is a new account. */
    void registered(Address address) {
        conflicts.giveBack(address);
    }

    /** There is none. What was learned of others by trying counts on. */
    void notRegistered(Address address) {
        budgets.registrations().giveBack(address);
    }

    /**
     * Before rows are written for a user who logs in or goes on: {@value #TURNS_PER_SECOND} times a second, {@value #TURNS_AT_ONCE} at once. Each
     * leaves a row for {@code REFRESH_TOKEN_DAYS}.
     *
     * @throws ChatsException {@code rate_limited}
     */
    void admitTurn(long userId) {
        long now = System.nanoTime();
        require(turns.get(userId, first -> new Bucket(TURNS_PER_SECOND, TURNS_AT_ONCE, now))
                .take(1, now));
    }

    private static void require(Duration wait) {
        if (!wait.isZero()) {
            throw ChatsException.rateLimited(wait);
        }
    }
}
