package chats.auth;

import chats.database.Utc;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The logins in the database. A login begins with a password and continues by refresh tokens. It ends by logout, or when
 * a refresh token is used by two clients, since one of them must be a thief.
 *
 * <p><b>Generations.</b> The refresh tokens of a login have a generation, stored in the column {@code turn}: the first
 * token has 1, and using a token of generation 5 gives one of generation 6. A token may be used once, and of each
 * generation one token may be used. If a second token of a generation is used, the login ends. It also ends if a used
 * token is used again, except as follows.
 *
 * <p><b>Cookies.</b> It is stored whether a token is a browser's cookie. A cookie is accepted only as a cookie, any other
 * token only in a body. A browser may lose an answer, and with it the next token: the page is reloaded, the connection
 * breaks, or two tabs refresh at once. So a used cookie is accepted again for half a minute after its first use. The
 * answer is then an <i>alternative</i> token of the next generation, always the same, so there are never more than two
 * answers to one cookie. The browser keeps one of the two, since it has one place for the cookie. A thief who has
 * repeated the cookie holds the other one. As soon as both are used, two tokens of one generation have been used, and
 * the login ends. If thief and owner hold the same token, this happens one generation later, or the cookie comes again
 * too late.
 *
 * <p>Only hashes of tokens are stored, so the alternative token is computed: an HMAC of the repeated cookie, with a
 * secret of the login. Neither the cookie nor the secret alone is enough, and the alternative token is not valid before
 * the cookie has been repeated.
 *
 * <p><b>Several nodes.</b> Using a token locks the row of its login, so the database decides which use came first.
 *
 * <p><b>Tokens of older versions.</b> A token without a generation counts as one of the next generation. If it is not
 * stored whether a token is a cookie, it is accepted both as a cookie and in a body.
 */
@ApplicationScoped
class Logins {
    /** A login, with the refresh token that continues it. */
    record Continued(UUID login, long userId, RefreshToken next) {}

    /** A login that has ended. */
    record Ended(UUID login, long userId, Instant at) {}

    private static final String NOW = RefreshTokens.NOW;
    private static final String HAS_PASSWORD = "SELECT 1 FROM users_model WHERE id = ?1 AND password = ?2 FOR SHARE";
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

    /**
     * Begins a login.
     *
     * @param cookie whether the refresh token is set as a browser's cookie
     * @param agent what the client calls itself
     */
    @Transactional
    Continued begin(long userId, boolean cookie, Optional<String> agent) {
        UUID login = UUID.randomUUID();
        RefreshToken first = RefreshToken.random();
        entities.createNativeQuery("INSERT INTO logins (id, user_id, access_until, agent)"
                        + " VALUES (CAST(?1 AS uuid), ?2, ?3, ?4)")
                .setParameter(1, login.toString())
                .setParameter(2, (int) userId)
                .setParameter(3, tokens.accessUntil())
                .setParameter(4, agent.orElse(null))
                .executeUpdate();
        tokens.add(first, login, cookie, 1);
        return new Continued(login, userId, first);
    }

    /**
     * Begins a login by a password that was checked; empty if another hash is stored by now. The row of the user stays locked
     * until the commit, so a change of the password either is seen here or ends this login.
     *
     * @param hash of the password that was checked
     * @see ProfileStore#changePassword
     */
    @Transactional
    Optional<Continued> beginBy(long userId, String hash, boolean cookie, Optional<String> agent) {
        boolean isStored = !entities.createNativeQuery(HAS_PASSWORD)
                .setParameter(1, userId)
                .setParameter(2, hash)
                .getResultList()
                .isEmpty();
        return isStored ? Optional.of(begin(userId, cookie, agent)) : Optional.empty();
    }

    /**
     * Uses a refresh token. If several requests bring the same token at once, one of them uses it.
     *
     * @param asCookie whether it came as the cookie
     * @throws chats.errors.ChatsException {@code rate_limited} if this user refreshes too often
     */
    @Transactional
    RefreshOutcome continueWith(RefreshToken token, boolean asCookie) {
        Optional<RefreshTokens.Stored> found = tokens.lock(token).filter(stored -> !stored.isOver());
        if (found.isEmpty()) {
            return new RefreshOutcome.Refused();
        }
        RefreshTokens.Stored stored = found.get();
        boolean isInRightPlace = stored.cookie().orElse(asCookie) == asCookie;
        if (!isInRightPlace && !stored.isUsed()) {
            return new RefreshOutcome.Refused();
        }
        boolean isRepeat = stored.isUsed() && isInRightPlace && asCookie && stored.inGracePeriod();
        if (stored.isUsed() ? !isRepeat : stored.generationOrNext() <= stored.lastGeneration()) {
            return end(stored.login())
                    .<RefreshOutcome>map(RefreshOutcome.Ended::new)
                    .orElseThrow();
        }
        rates.admitNewToken(stored.userId());
        if (!isRepeat) {
            tokens.use(token, stored, asCookie);
        }
        RefreshToken next = isRepeat ? token.alternative(tokens.secretOf(stored.login())) : RefreshToken.random();
        tokens.add(next, stored.login(), asCookie, stored.generationOrNext() + 1);
        return new RefreshOutcome.Accepted(new Continued(stored.login(), stored.userId(), next), !isRepeat);
    }

    @Transactional
    Optional<LoginsEnded> end(UUID login) {
        return end("id = CAST(?1 AS uuid)", login.toString());
    }

    /** Ends a login of this user; empty if it has ended, or is none of this user's. */
    @Transactional
    Optional<LoginsEnded> end(long userId, UUID login) {
        return end("user_id = ?1 AND id = CAST(?2 AS uuid)", (int) userId, login.toString());
    }

    @Transactional
    Optional<LoginsEnded> endOthers(long userId, UUID login) {
        return end("user_id = ?1 AND id <> CAST(?2 AS uuid)", (int) userId, login.toString());
    }

    @Transactional
    Optional<LoginsEnded> endAll(long userId) {
        return end("user_id = ?1", (int) userId);
    }

    /**
     * Logins that ended after this time, the earliest first. May be called on a thread that the container does not
     * manage, such as one that reads a socket.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<Ended> endedSince(Instant since) {
        List<?> rows = entities.createNativeQuery(
                        "SELECT CAST(id AS text), user_id, ended_at FROM logins WHERE ended_at > ?1 ORDER BY ended_at")
                .setParameter(1, Utc.local(since))
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(Logins::ended).toList();
    }

    /**
     * Deletes logins that have ended, and those whose refresh tokens have all expired, once their access tokens have
     * expired too; other nodes may give longer lifetimes. The statements read only expired rows by their times, since
     * there may be many active logins.
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

    private Optional<LoginsEnded> end(String condition, Object... values) {
        Query update = entities.createNativeQuery("UPDATE logins SET ended_at = " + NOW + " WHERE ended_at IS NULL AND "
                + condition + " RETURNING CAST(id AS text), user_id");
        for (int i = 0; i < values.length; i++) {
            update.setParameter(i + 1, values[i]);
        }
        Collection<?> rows = update.getResultList();
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
        Instant at = Utc.instant(((Timestamp) row[2]).toLocalDateTime());
        return new Ended(UUID.fromString((String) row[0]), ((Number) row[1]).longValue(), at);
    }

    private LocalDateTime now() {
        return Utc.local(clock.instant());
    }
}
