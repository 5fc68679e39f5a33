package chats.users;

import chats.names.NameSkeleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes sure that nobody takes a nickname that {@linkplain NameSkeleton looks like} another one. Of several requests
 * for similar names, on any nodes, one goes first: each takes a lock in the database for each look hash of its name,
 * and holds it until its transaction ends.
 *
 * <p>Rows that other programs insert are not checked when they are inserted, but new nicknames are compared with them:
 * by their stored look hashes once {@link NicknameMaintenance} has computed them, by the nickname itself until then.
 */
@ApplicationScoped
class Nicknames {
    private static final String SIMILAR =
            "SELECT nickname FROM users_model WHERE nickname_looks && CAST(?1 AS bigint[]) AND id <> ?2";

    /** The id of nobody, for a user who is yet to be. */
    private static final long NOBODY = 0;

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final NicknameBatch batch;

    @Inject
    Nicknames(NicknameBatch batch) {
        this.batch = batch;
    }

    /** Whether nobody has this nickname or a similar one at present. */
    @Transactional
    boolean isFree(String nickname) {
        return isFree(nickname, NOBODY);
    }

    /** Whether nobody but this user has this nickname or a similar one at present. */
    @Transactional
    boolean isFree(String nickname, long userId) {
        return isFree(NameSkeleton.of(nickname), userId);
    }

    /**
     * Locks the looks of this name until the transaction ends, waiting for other transactions that hold them; then
     * tells whether the name is free.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean claim(String nickname) {
        return claim(nickname, NOBODY);
    }

    /** Like {@link #claim(String)}, for a user whose own nickname may look like it. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean claim(String nickname, long userId) {
        NameSkeleton skeleton = NameSkeleton.of(nickname);
        for (long hash : skeleton.hashes()) {
            entities.createNativeQuery("SELECT CAST(pg_advisory_xact_lock(?1) AS text)")
                    .setParameter(1, hash)
                    .getSingleResult();
        }
        return isFree(skeleton, userId);
    }

    /**
     * Like {@link #claim}, but never waits, since two callers that already hold locks could deadlock. A name that
     * another transaction is claiming counts as taken.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean tryClaim(String nickname) {
        NameSkeleton skeleton = NameSkeleton.of(nickname);
        for (long hash : skeleton.hashes()) {
            Object locked = entities.createNativeQuery("SELECT pg_try_advisory_xact_lock(?1)")
                    .setParameter(1, hash)
                    .getSingleResult();
            if (!Boolean.TRUE.equals(locked)) {
                return false;
            }
        }
        return isFree(skeleton, NOBODY);
    }

    /** The hashes as PostgreSQL writes a {@code bigint[]}. */
    static String array(NameSkeleton looks) {
        return Arrays.stream(looks.hashes()).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Reads the rows without hashes first. A row that gets its hashes in between is found by the second query. */
    private boolean isFree(NameSkeleton skeleton, long userId) {
        List<NicknameBatch.Unhashed> unhashed = batch.after(Long.MIN_VALUE);
        while (!unhashed.isEmpty()) {
            if (unhashed.stream()
                    .anyMatch(row -> row.id() != userId
                            && NameSkeleton.of(row.nickname()).areLike(skeleton))) {
                return false;
            }
            unhashed = batch.after(unhashed.get(unhashed.size() - 1).id());
        }
        List<?> others = entities.createNativeQuery(SIMILAR)
                .setParameter(1, array(skeleton))
                .setParameter(2, userId)
                .getResultList();
        return others.stream()
                .noneMatch(other -> NameSkeleton.of((String) other).areLike(skeleton));
    }
}
