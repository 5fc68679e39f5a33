package chats.auth;

import chats.database.Utc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The table of signing keys, shared by all nodes on one database. Changes require {@link #lock}. */
@ApplicationScoped
class KeyTable {
    private static final String COLUMNS = "kid, public_key, private_key, encrypted, created_at, retired_at";

    @PersistenceContext(unitName = "chats")
    EntityManager entities;

    /** All keys, the newest first. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<StoredKey> all() {
        List<?> rows = entities.createNativeQuery("SELECT " + COLUMNS + " FROM signing_keys WHERE algorithm = 'RS256'"
                        + " ORDER BY created_at DESC, kid DESC")
                .getResultList();
        return rows.stream().map(row -> key((Object[]) row)).toList();
    }

    /** Waits until no other node is changing keys; the lock ends with the transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lock() {
        entities.createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtext('chats.signing_keys'))")
                .getSingleResult();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void insert(StoredKey key) {
        entities.createNativeQuery(
                        "INSERT INTO signing_keys (algorithm, kid, public_key, private_key, encrypted, created_at)"
                                + " VALUES ('RS256', ?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, key.kid())
                .setParameter(2, key.publicKey())
                .setParameter(3, key.privateKey())
                .setParameter(4, key.encrypted())
                .setParameter(5, Utc.local(key.createdAt()))
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void retireAllBut(String kid, Instant now) {
        entities.createNativeQuery("UPDATE signing_keys SET retired_at = ?1 WHERE retired_at IS NULL AND kid <> ?2")
                .setParameter(1, Utc.local(now))
                .setParameter(2, kid)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void storeSealed(String kid, byte[] sealed) {
        entities.createNativeQuery("UPDATE signing_keys SET private_key = ?1, encrypted = true WHERE kid = ?2")
                .setParameter(1, sealed)
                .setParameter(2, kid)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void deleteRetiredBefore(Instant limit) {
        entities.createNativeQuery("DELETE FROM signing_keys WHERE retired_at < ?1")
                .setParameter(1, Utc.local(limit))
                .executeUpdate();
    }

    private static StoredKey key(Object[] row) {
        return new StoredKey(
                (String) row[0],
                (byte[]) row[1],
                (byte[]) row[2],
                (Boolean) row[3],
                instant(row[4]),
                Optional.ofNullable(row[5]).map(KeyTable::instant));
    }

    private static Instant instant(Object value) {
        LocalDateTime utc = value instanceof Timestamp timestamp ? timestamp.toLocalDateTime() : (LocalDateTime) value;
        return Utc.instant(utc);
    }
}
