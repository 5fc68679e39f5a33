package chats.auth;

import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The logins in the database. A login begins with a password and lives on by refresh tokens, each good for one refresh; it ends by
 * logout, or when one of them is used a second time, since one of the two users is then a thief.
 */
@ApplicationScoped
class Logins {
    /** A login with the refresh token that continues it. */
    record Continued(UUID login, long userId, RefreshToken next) {}

    /** A login that is over. */
    record Ended(UUID login, long userId, Instant at) {}

    private static final String NOW = "date_trunc('milliseconds', timezone('utc', clock_timestamp()))";
    private static final int SECONDS_OF_GRACE = 30;
    private static final Duration ENDED_LOGINS_ARE_KEPT = Duration.ofDays(1);

    @PersistenceContext(unitName = "chats")
    EntityManager entities;

    private final Settings settings;
    private final Clock clock;

    @Inject
    Logins(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Logins() {
        this(null, null);
    }

    @Transactional
    Continued begin(long userId) {
        UUID login = UUID.randomUUID();
        entities.createNativeQuery("INSERT INTO logins (id, user_id) VALUES (CAST(?1 AS uuid), ?2)")
                .setParameter(1, login.toString())
                .setParameter(2, (int) userId)
                .executeUpdate();
        return new Continued(login, userId, issue(login));
    }

    /** Uses up a refresh token, for one of those who bring it at the same time; none if it is not good any more. */
    @Transactional
    Optional<Continued> continueWith(RefreshToken token) {
        return continueWith(token, "t.used_at IS NULL");
    }

    /**
     * The same, but a token is good for {@value #SECONDS_OF_GRACE} seconds after its first use: a page that is reloaded or loses
     * its connection loses the answer and with it the next token, and its tabs may ask at the same time.
     */
    @Transactional
    Optional<Continued> continueBrowserWith(RefreshToken token) {
        return continueWith(
                token,
                "(t.used_at IS NULL OR t.used_at > " + NOW + " - make_interval(secs => " + SECONDS_OF_GRACE + "))");
    }

    private Optional<Continued> continueWith(RefreshToken token, String unused) {
        List<?> rows = entities.createNativeQuery(
                        "UPDATE refresh_tokens t SET used_at = COALESCE(t.used_at, " + NOW + ")"
                                + " FROM logins l WHERE t.token_hash = ?1 AND " + unused + " AND t.expires_at > ?2"
                                + " AND l.id = t.login_id AND l.ended_at IS NULL RETURNING CAST(l.id AS text), l.user_id")
                .setParameter(1, token.hash())
                .setParameter(2, now())
                .getResultList();
        return rows.stream().findFirst().map(Object[].class::cast).map(row -> {
            UUID login = UUID.fromString((String) row[0]);
            return new Continued(login, ((Number) row[1]).longValue(), issue(login));
        });
    }

    /** Ends the login whose refresh token this is, if the token was used before. */
    @Transactional
    Optional<LoginsEnded> endIfUsedBefore(RefreshToken token) {
        return end(
                "id = (SELECT login_id FROM refresh_tokens WHERE token_hash = ?1 AND used_at IS NOT NULL)",
                token.hash());
    }

    @Transactional
    Optional<LoginsEnded> end(UUID login) {
        return end("id = CAST(?1 AS uuid)", login.toString());
    }

    @Transactional
    Optional<LoginsEnded> endAll(long userId) {
        return end("user_id = ?1", (int) userId);
    }

    /** In the order of their ends. May be called on a thread that the container knows nothing of, such as one that reads a socket. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<Ended> endedSince(Instant since) {
        List<?> rows = entities.createNativeQuery(
                        "SELECT CAST(id AS text), user_id, ended_at FROM logins WHERE ended_at > ?1 ORDER BY ended_at")
                .setParameter(1, LocalDateTime.ofInstant(since, ZoneOffset.UTC))
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(Logins::ended).toList();
    }

    /**
     * Forgets logins that ended, and those whose refresh tokens have all run out, once their access tokens have run out too. It
     * looks only at what is to go, by the times of ends and of expiry: there may be many logins that go on.
     */
    @Transactional
    void sweep() {
        LocalDateTime limit = now().minus(ENDED_LOGINS_ARE_KEPT).minusSeconds(settings.accessTokenSeconds());
        entities.createNativeQuery("DELETE FROM logins WHERE ended_at < ?1")
                .setParameter(1, limit)
                .executeUpdate();
        entities.createNativeQuery(
                        "WITH gone AS (DELETE FROM refresh_tokens WHERE expires_at < ?1 RETURNING login_id)"
                                + " DELETE FROM logins l WHERE l.id = ANY (SELECT login_id FROM gone)"
                                + " AND NOT EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.login_id = l.id AND t.expires_at >= ?2)")
                .setParameter(1, limit)
                .setParameter(2, limit)
                .executeUpdate();
    }

    private Optional<LoginsEnded> end(String which, Object value) {
        Collection<?> rows = entities.createNativeQuery("UPDATE logins SET ended_at = " + NOW
                        + " WHERE ended_at IS NULL AND " + which + " RETURNING CAST(id AS text), user_id")
                .setParameter(1, value)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .findFirst()
                .map(first -> new LoginsEnded(
                        ((Number) first[1]).longValue(),
                        rows.stream()
                                .map(row -> UUID.fromString((String) ((Object[]) row)[0]))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private static Ended ended(Object[] row) {
        Instant at = ((Timestamp) row[2]).toLocalDateTime().toInstant(ZoneOffset.UTC);
        return new Ended(UUID.fromString((String) row[0]), ((Number) row[1]).longValue(), at);
    }

    private RefreshToken issue(UUID login) {
        RefreshToken token = RefreshToken.random();
        entities.createNativeQuery(
                        "INSERT INTO refresh_tokens (token_hash, login_id, expires_at) VALUES (?1, CAST(?2 AS uuid), ?3)")
                .setParameter(1, token.hash())
                .setParameter(2, login.toString())
                .setParameter(3, now().plusDays(settings.refreshTokenDays()))
                .executeUpdate();
        return token;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
