package chats.auth;

import chats.database.Utc;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of refresh tokens; only hashes are stored. The column {@code turn} holds a token's generation, see
 * {@link Logins}.
 */
@ApplicationScoped
class RefreshTokens {
    /** The database's clock, the same for all nodes. */
    static final String NOW = "date_trunc('milliseconds', timezone('utc', clock_timestamp()))";

    private static final int SECONDS_OF_GRACE = 30;

    /**
     * A refresh token and its login, as they are stored.
     *
     * @param lastGeneration the highest generation of its login that was used
     * @param generation of the token; empty if it was stored by a version that did not number tokens
     * @param cookie whether it is a browser's cookie; empty if it was stored by a version that did not record this
     * @param isUsed whether it was used
     * @param inGracePeriod whether it was used so short a time ago that a browser may have lost the answer
     * @param isOver whether the login has ended or the token has expired
     */
    record Stored(
            UUID login,
            long userId,
            int lastGeneration,
            Optional<Integer> generation,
            Optional<Boolean> cookie,
            boolean isUsed,
            boolean inGracePeriod,
            boolean isOver) {
        int generationOrNext() {
            return generation.orElse(lastGeneration + 1);
        }
    }

    @PersistenceContext(unitName = "chats")
    EntityManager entities;

    private final Settings settings;
    private final Clock clock;

    @Inject
    RefreshTokens(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads the token and its login, and locks both rows until the transaction ends, so that no other node uses a token
     * of the login.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Stored> lock(RefreshToken token) {
        List<?> rows = entities.createNativeQuery(
                        "SELECT CAST(l.id AS text) AS login, l.user_id AS who, l.turn AS last_turn,"
                                + " t.turn AS turn, t.cookie AS cookie, t.used_at IS NOT NULL AS used, COALESCE(t.used_at > "
                                + NOW
                                + " - make_interval(secs => " + SECONDS_OF_GRACE + "), false) AS again,"
                                + " l.ended_at IS NOT NULL OR t.expires_at <= ?2 AS over"
                                + " FROM refresh_tokens t JOIN logins l ON l.id = t.login_id WHERE t.token_hash = ?1"
                                + " FOR NO KEY UPDATE OF l, t")
                .setParameter(1, token.hash())
                .setParameter(2, now())
                .getResultList();
        return rows.stream().findFirst().map(row -> stored((Object[]) row));
    }

    /** Marks the token as used, and sets when the login went on and its highest used generation. */
    @Transactional(Transactional.TxType.MANDATORY)
    void use(RefreshToken token, Stored stored, boolean cookie) {
        entities.createNativeQuery(
                        "UPDATE refresh_tokens SET used_at = " + NOW + ", turn = ?2, cookie = ?3 WHERE token_hash = ?1")
                .setParameter(1, token.hash())
                .setParameter(2, stored.generationOrNext())
                .setParameter(3, cookie)
                .executeUpdate();
        entities.createNativeQuery("UPDATE logins SET turn = ?2, used_at = " + NOW
                        + ", access_until = GREATEST(access_until, ?3)" + " WHERE id = CAST(?1 AS uuid)")
                .setParameter(1, stored.login().toString())
                .setParameter(2, stored.generationOrNext())
                .setParameter(3, accessUntil())
                .executeUpdate();
    }

    /** Stores a new token; does nothing if it is stored already. */
    @Transactional(Transactional.TxType.MANDATORY)
    void add(RefreshToken token, UUID login, boolean cookie, int generation) {
        entities.createNativeQuery("INSERT INTO refresh_tokens (token_hash, login_id, expires_at, cookie, turn)"
                        + " VALUES (?1, CAST(?2 AS uuid), ?3, ?4, ?5) ON CONFLICT DO NOTHING")
                .setParameter(1, token.hash())
                .setParameter(2, login.toString())
                .setParameter(3, now().plusDays(settings.refreshTokenDays()))
                .setParameter(4, cookie)
                .setParameter(5, generation)
                .executeUpdate();
    }

    /** The login's secret, created if there is none; {@link RefreshToken#alternative} needs it. */
    @Transactional(Transactional.TxType.MANDATORY)
    byte[] secretOf(UUID login) {
        return (byte[]) entities.createNativeQuery("UPDATE logins SET secret = COALESCE(secret, ?2),"
                        + " access_until = GREATEST(access_until, ?3) WHERE id = CAST(?1 AS uuid) RETURNING secret")
                .setParameter(1, login.toString())
                .setParameter(2, RefreshToken.randomBytes())
                .setParameter(3, accessUntil())
                .getSingleResult();
    }

    /** When an access token expires that is issued now. */
    LocalDateTime accessUntil() {
        return now().plusSeconds(settings.accessTokenSeconds());
    }

    private static Stored stored(Object[] row) {
        return new Stored(
                UUID.fromString((String) row[0]),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).intValue(),
                Optional.ofNullable((Number) row[3]).map(Number::intValue),
                Optional.ofNullable((Boolean) row[4]),
                (Boolean) row[5],
                (Boolean) row[6],
                (Boolean) row[7]);
    }

    private LocalDateTime now() {
        return Utc.local(clock.instant());
    }
}
