package chats.users;

import chats.json.Json;
import chats.names.NameSkeleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads and stores the look hashes of nicknames that lack them, a batch at a time in the order of ids: nicknames that
 * were inserted or changed by other programs.
 */
@ApplicationScoped
class NicknameBatch {
    /** Lets one node at a time do this work, so that nothing is done twice. The number is "looks" in ASCII. */
    private static final String ONE_NODE_AT_A_TIME =
            "SELECT CAST(pg_advisory_xact_lock(x'6c6f6f6b73'::bigint) AS text)";

    /** The condition and the order are written exactly as in the index on them, see V9. */
    private static final String NEXT =
            "SELECT id, nickname FROM users_model WHERE nickname_looks IS NULL AND id + 0 > ?1 ORDER BY id + 0 LIMIT 1000";

    private static final String STORE = "UPDATE users_model u SET nickname_looks = CAST(computed.looks AS bigint[])"
            + " FROM json_to_recordset(CAST(?1 AS json)) AS computed (id bigint, looks text) WHERE u.id = computed.id";

    /** A row without look hashes. */
    record Unhashed(long id, String nickname) {}

    private record Hashed(long id, String looks) {
        static Hashed of(Unhashed row) {
            return new Hashed(row.id, Nicknames.array(NameSkeleton.of(row.nickname)));
        }
    }

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /** The next rows with ids above this one. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<Unhashed> after(long id) {
        return next(NEXT, id);
    }

    /** Stores the hashes for the next rows, and returns the last id; empty if there are no more. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    OptionalLong store(long after) {
        if (next(NEXT, after).isEmpty()) {
            return OptionalLong.empty();
        }
        entities.createNativeQuery(ONE_NODE_AT_A_TIME).getSingleResult();
        List<Unhashed> unhashed = next(NEXT + " FOR NO KEY UPDATE", after);
        entities.createNativeQuery(STORE)
                .setParameter(1, Json.write(unhashed.stream().map(Hashed::of).toList()))
                .executeUpdate();
        return unhashed.stream().mapToLong(Unhashed::id).max();
    }

    private List<Unhashed> next(String query, long after) {
        List<?> rows = entities.createNativeQuery(query).setParameter(1, after).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Unhashed(((Number) row[0]).longValue(), (String) row[1]))
                .toList();
    }
}
