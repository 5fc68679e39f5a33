package chats.auth;

import chats.admission.Budgets;
import chats.errors.ChatsException;
import chats.schema.TestDatabase;
import chats.settings.Settings;
import chats.users.User;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** The keys and logins of one node on a real database, without a server: several of these are several nodes. */
final class TestNode implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final EntityManager entities;
    private final Logins logins;
    private final LoginList list;
    private final EndedLogins ended;
    private final AccessTokens tokens;
    private final TokenVerifier verifier;
    final SigningKeys keys;

    /** A database of a node that was there before: it has a signing key, which is open. */
    static TestDatabase databaseWithAKey() {
        return Before.DATABASE.copy();
    }

    TestNode(TestDatabase database, Map<String, String> set) {
        factory = Persistence.createEntityManagerFactory(
                "chats",
                Map.of(
                        PersistenceUnitProperties.TRANSACTION_TYPE, "RESOURCE_LOCAL",
                        PersistenceUnitProperties.NON_JTA_DATASOURCE, database.dataSource(),
                        PersistenceUnitProperties.SESSION_CUSTOMIZER, AsTheDataSourceSays.class.getName()));
        entities = factory.createEntityManager();
        Settings settings = Settings.from(set::get);
        Clock clock = Clock.systemUTC();
        KeyTable table = new KeyTable();
        table.entities = entities;
        Optional<KeyEncryption> seal = settings.keySecret().map(secret -> new KeyEncryption(secret, 1));
        keys = new SigningKeys(table, new KeyRotation(table, settings, clock), seal);
        RefreshTokens refreshTokens = new RefreshTokens(settings, clock);
        refreshTokens.entities = entities;
        logins = new Logins(refreshTokens, new AuthRates(new Budgets(settings), settings), settings, clock);
        logins.entities = entities;
        list = new LoginList(clock);
        list.entities = entities;
        ended = new EndedLogins(logins, settings, clock, unheard());
        tokens = new AccessTokens(keys, settings, clock);
        verifier = new VerifierProducer().verifier(settings, keys, clock);
        inTransaction(() -> {
            keys.load();
            return null;
        });
    }

    Logins.Continued begin(long user) {
        return inTransaction(() -> logins.begin(user, false, Optional.empty()));
    }

    Optional<Logins.Continued> beginBy(long user, String hash) {
        return inTransaction(() -> logins.beginBy(user, hash, false, Optional.empty()));
    }

    Logins.Continued refresh(RefreshToken token) {
        return ((RefreshOutcome.Accepted) inTransaction(() -> logins.continueWith(token, false))).login();
    }

    List<Login> logins(long user, UUID current) {
        return inTransaction(() -> list.of(user, current));
    }

    void end(UUID login) {
        ended.add(inTransaction(() -> logins.end(login)).orElseThrow());
    }

    void sweep() {
        inTransaction(() -> {
            logins.sweep();
            return null;
        });
    }

    String token(Logins.Continued login) {
        return tokens.issue(new User(login.userId(), "anybody"), login.login());
    }

    boolean admits(String token) {
        try {
            return !ended.contains(verifier.verify(token).login().orElseThrow());
        } catch (ChatsException e) {
            return false;
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        entities.getTransaction().begin();
        T done = work.get();
        entities.getTransaction().commit();
        return done;
    }

    @SuppressWarnings("unchecked")
    private static Event<LoginsEnded> unheard() {
        return (Event<LoginsEnded>) Proxy.newProxyInstance(
                TestNode.class.getClassLoader(), new Class<?>[] {Event.class}, (event, method, arguments) -> null);
    }

    @Override
    public void close() {
        entities.close();
        factory.close();
    }

    private static final class Before {
        private static final TestDatabase DATABASE = TestDatabase.migrated();

        static {
            new TestNode(DATABASE, Map.of()).close();
        }
    }

    /** The data source has the password. */
    public static final class AsTheDataSourceSays implements SessionCustomizer {
        @Override
        public void customize(Session session) {
            // nothing is to be changed
        }
    }
}
