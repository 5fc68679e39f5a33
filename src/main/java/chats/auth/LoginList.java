package chats.auth;

import chats.database.Utc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The logins of a user that can go on: the one that asks first, then those that began last. */
@ApplicationScoped
class LoginList {
    /** A user may begin logins faster than they expire. The list costs the same however many there are. */
    static final int MOST = 100;

    /** Until a login goes on under a version that sets {@code used_at}, its refresh tokens tell when it did. */
    private static final String LOGINS = "SELECT CAST(l.id AS text), l.created_at, COALESCE(l.used_at,"
            + " (SELECT max(t.used_at) FROM refresh_tokens t WHERE t.login_id = l.id), l.created_at), l.agent"
            + " FROM logins l WHERE l.user_id = ?1 AND l.ended_at IS NULL AND ";

    private static final String CURRENT = LOGINS + "l.id = CAST(?2 AS uuid)";
    private static final String OTHERS = LOGINS + "l.id <> CAST(?2 AS uuid)"
            + " AND EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.login_id = l.id AND t.expires_at > ?3)"
            + " ORDER BY l.created_at DESC LIMIT " + (MOST - 1);

    @PersistenceContext(unitName = "chats")
    EntityManager entities;

    private final Clock clock;

    @Inject
    LoginList(Clock clock) {
        this.clock = clock;
    }

    /** @param current the login of the user who asks */
    @Transactional
    List<Login> of(long userId, UUID current) {
        List<?> own = entities.createNativeQuery(CURRENT)
                .setParameter(1, (int) userId)
                .setParameter(2, current.toString())
                .getResultList();
        List<?> others = entities.createNativeQuery(OTHERS)
                .setParameter(1, (int) userId)
                .setParameter(2, current.toString())
                .setParameter(3, Utc.local(clock.instant()))
                .getResultList();
        List<Login> logins = new ArrayList<>();
        own.forEach(row -> logins.add(login((Object[]) row, true)));
        others.forEach(row -> logins.add(login((Object[]) row, false)));
        return logins;
    }

    private static Login login(Object[] row, boolean current) {
        return new Login(UUID.fromString((String) row[0]), time(row[1]), time(row[2]), (String) row[3], current);
    }

    private static Instant time(Object column) {
        return Utc.instant(((Timestamp) column).toLocalDateTime());
    }
}
