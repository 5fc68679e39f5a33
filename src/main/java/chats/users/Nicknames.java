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
 * Lets nobody take a nickname that {@linkplain NameSkeleton looks like} somebody else's. Of those who want names that are alike at the same time, on
 * whatever nodes, one goes first: each holds a lock of the database for each look of the name until its transaction ends.
 *
 * <p>Rows that others insert have the nickname that they have, and are compared all the same: by what is stored of their looks once
 * {@link NicknameMaintenance} has been there, by the nickname itself until then.
 */
@ApplicationScoped
class Nicknames {
    private static final String LIKE_IT =
            "SELECT nickname FROM users_model WHERE nickname_looks && CAST(?1 AS bigint[])";

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final NicknameBatch batch;

    @Inject
    Nicknames(NicknameBatch batch) {
        this.batch = batch;
    }

    /** Whether nobody has this nickname or one like it, as of now. */
    @Transactional
    boolean isFree(String nickname) {
        return isFree(NameSkeleton.of(nickname));
    }

    /** Keeps others from taking a name like it until the transaction ends, waiting for those who do, and tells whether it is free. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean claim(String nickname) {
        NameSkeleton wanted = NameSkeleton.of(nickname);
        for (long hash : wanted.hashes()) {
            entities.createNativeQuery("SELECT CAST(pg_advisory_xact_lock(?1) AS text)")
                    .setParameter(1, hash)
                    .getSingleResult();
        }
        return isFree(wanted);
    }

    /**
     * As {@link #claim}, but never waits, since two callers that hold locks already could wait for each other. A name that somebody else is just
     * taking counts as taken.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean claimAtOnce(String nickname) {
        NameSkeleton wanted = NameSkeleton.of(nickname);
        for (long hash : wanted.hashes()) {
            Object locked = entities.createNativeQuery("SELECT pg_try_advisory_xact_lock(?1)")
                    .setParameter(1, hash)
                    .getSingleResult();
            if (!Boolean.TRUE.equals(locked)) {
                return false;
            }
        }
        return isFree(wanted);
    }

    /** As PostgreSQL writes a {@code bigint[]}. */
    static String array(NameSkeleton looks) {
        return Arrays.stream(looks.hashes()).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Rows without looks are read first. One that gets its looks meanwhile is found by the second query. */
    private boolean isFree(NameSkeleton wanted) {
        List<NicknameBatch.Unseen> unseen = batch.behind(Long.MIN_VALUE);
        while (!unseen.isEmpty()) {
            if (unseen.stream().anyMatch(row -> NameSkeleton.of(row.nickname()).areLike(wanted))) {
                return false;
            }
            unseen = batch.behind(unseen.get(unseen.size() - 1).id());
        }
        List<?> others = entities.createNativeQuery(LIKE_IT)
                .setParameter(1, array(wanted))
                .getResultList();
        return others.stream()
                .noneMatch(other -> NameSkeleton.of((String) other).areLike(wanted));
    }
}
