package chats.users;

import chats.json.Json;
import chats.names.NameSkeleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.OptionalLong;

/** Nicknames that others inserted or changed, and whose looks are not stored yet: some at a time, by their ids. */
@ApplicationScoped
class NicknameBatch {
    /** Nodes take turns, so that nothing is done twice. The number is "looks" in ASCII. */
    private static final String TURN = "SELECT CAST(pg_advisory_xact_lock(x'6c6f6f6b73'::bigint) AS text)";

    /** Worded as the index on them, see V9. */
    private static final String NEXT =
            "SELECT id, nickname FROM users_model WHERE nickname_looks IS NULL AND id + 0 > ?1 ORDER BY id + 0 LIMIT 1000";

    private static final String STORE = "UPDATE users_model u SET nickname_looks = CAST(unseen.looks AS bigint[])"
            + " FROM json_to_recordset(CAST(?1 AS json)) AS unseen (id bigint, looks text) WHERE u.id = unseen.id";

    /** A row whose looks are not stored. */
    record Unseen(long id, String nickname) {}

    private record Seen(long id, String looks) {
        static Seen of(Unseen row) {
            return new Seen(row.id, Nicknames.array(NameSkeleton.of(row.nickname)));
        }
    }

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /** Those with the next ids behind this one. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<Unseen> behind(long id) {
        return next(NEXT, id);
    }

    /** Stores the looks of those, and returns the last id; none if no more are left. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    OptionalLong store(long behind) {
        if (next(NEXT, behind).isEmpty()) {
            return OptionalLong.empty();
        }
        entities.createNativeQuery(TURN).getSingleResult();
        List<Unseen> unseen = next(NEXT + " FOR NO KEY UPDATE", behind);
        entities.createNativeQuery(STORE)
                .setParameter(1, Json.write(unseen.stream().map(Seen::of).toList()))
                .executeUpdate();
        return unseen.stream().mapToLong(Unseen::id).max();
    }

    private List<Unseen> next(String query, long behind) {
        List<?> rows = entities.createNativeQuery(query).setParameter(1, behind).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Unseen(((Number) row[0]).longValue(), (String) row[1]))
                .toList();
    }
}
