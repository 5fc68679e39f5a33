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
 * The logins in the database. A login begins with a password and goes on by refresh tokens. It ends by logout, or when two have used what one was
 * given, since one of them is then a thief.
 *
 * <p><b>Turns.</b> The tokens of a login are numbered: the first has turn 1, and who uses a token of turn 5 gets one of turn 6. A token is good
 * once. Of each turn one token is good, so if a second one of the same turn is used, the login ends. So it does if a used token comes
 * again, apart from what follows.
 *
 * <p><b>Cookies.</b> A token knows whether it is a browser's cookie. As the cookie no other is taken, and a cookie is not taken in a body. A browser
 * may lose an answer, and the next token with it: the page is reloaded, the connection breaks, two tabs ask at once. So a cookie may
 * come again for half a minute after its first use. It is then answered with another token of the next turn, its <i>twin</i>, however often it
 * comes: there are never more than two for it. A browser has one place for the cookie, so it goes on with one of the two and forgets
 * the other. A thief who sent the cookie again holds the one that the owner has not, and as soon as both have gone on, that is two of one turn. If
 * both hold the same one, the same happens one turn later, or the cookie comes again too late.
 *
 * <p>Only hashes are stored, so the twin is computed: an HMAC of the cookie that came again, with a secret of the login. Neither is
 * enough without the other, and the twin is no good before the cookie has come again.
 *
 * <p><b>Several nodes.</b> Whoever goes on locks the row of his login, so that the database decides who was first.
 *
 * <p><b>From before.</b> A token without a turn is of the next one; one that does not know whether it is a cookie is taken as what it is used as.
 */
@ApplicationScoped
class Logins {
    /** A login with the refresh token that continues it. */
    record Continued(UUID login, long userId, RefreshToken next) {}

    /** A login that is over. */
    record Ended(UUID login, long userId, Instant at) {}

    private static final String NOW = RefreshTokens.NOW;
    private static final Duration ENDED_LOGINS_ARE_KEPT = Duration.ofDays(1);

    @PersistenceContext(unitName = "chats")
    EntityManager entities;

    private final RefreshTokens tokens;
    private final AuthRates rates;
    private final Settings settings;
    private final Clock clock;

    @Inject
    Logins(RefreshTokens tokens, AuthRates rates, Settings settings, Clock clock) {
        this.tokens = tokens;
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param cookie whether a browser's cookie is to keep the refresh token */
    @Transactional
    Continued begin(long userId, boolean cookie) {
        UUID login = UUID.randomUUID();
        RefreshToken first = RefreshToken.random();
        entities.createNativeQuery("INSERT INTO logins (id, user_id, access_until) VALUES (CAST(?1 AS uuid), ?2, ?3)")
                .setParameter(1, login.toString())
                .setParameter(2, (int) userId)
                .setParameter(3, tokens.accessUntil())
                .executeUpdate();
        tokens.add(first, login, cookie, 1);
        return new Continued(login, userId, first);
    }

    /**
     * Uses up a refresh token, for one of those who bring it at the same time.
     *
     * @param asCookie whether it came as the cookie
     * @throws chats.errors.ChatsException {@code rate_limited} if this user goes on again and again
     */
    @Transactional
    RefreshOutcome continueWith(RefreshToken token, boolean asCookie) {
        Optional<RefreshTokens.Stored> known = tokens.lock(token).filter(stored -> !stored.isOver());
        if (known.isEmpty()) {
            return new RefreshOutcome.Refused();
        }
        RefreshTokens.Stored stored = known.get();
        boolean isInItsPlace = stored.cookie().orElse(asCookie) == asCookie;
        if (!isInItsPlace && !stored.isUsed()) {
            return new RefreshOutcome.Refused();
        }
        boolean comesAgain = stored.isUsed() && isInItsPlace && asCookie && stored.mayComeAgain();
        if (stored.isUsed() ? !comesAgain : stored.turnOrNext() <= stored.lastTurn()) {
            return end(stored.login())
                    .<RefreshOutcome>map(RefreshOutcome.Ended::new)
                    .orElseThrow();
        }
        rates.admitTurn(stored.userId());
        if (!comesAgain) {
            tokens.use(token, stored, asCookie);
        }
        RefreshToken next = comesAgain ? token.twin(tokens.secretOf(stored.login())) : RefreshToken.random();
        tokens.add(next, stored.login(), asCookie, stored.turnOrNext() + 1);
        return new RefreshOutcome.GoesOn(new Continued(stored.login(), stored.userId(), next), !comesAgain);
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
     * Forgets logins that ended, and those whose refresh tokens have all run out, once their access tokens have run out too, also those of
     * nodes that give longer ones. It looks only at what is to go, by the times of ends and of expiry: there may be many logins that go on.
     */
    @Transactional
    void sweep() {
        LocalDateTime limit = now().minus(ENDED_LOGINS_ARE_KEPT).minusSeconds(settings.accessTokenSeconds());
        entities.createNativeQuery("DELETE FROM logins WHERE ended_at < ?1 AND COALESCE(access_until < ?2, true)")
                .setParameter(1, limit)
                .setParameter(2, limit)
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

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
