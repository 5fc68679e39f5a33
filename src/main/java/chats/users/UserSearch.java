package chats.users;

import chats.http.Page;
import chats.http.Paging;
import chats.limits.Prices;
import chats.limits.RateLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds people by a part of their nickname. One statement both counts and reads, up to {@link Paging#MOST_ENTRIES} of those found, so
 * that the last page costs what the first one does. At worst, where few nicknames hold a text that no index helps to find, the
 * database goes once through the index of all nicknames.
 */
@ApplicationScoped
class UserSearch {
    /** What the index of nicknames' parts can find: three letters or digits in a row. */
    private static final Pattern INDEXED = Pattern.compile("[\\p{L}\\p{N}]{3}");

    /** The nicknames in their order, as the unique index on them has them. */
    private static final String FOUND = """
            WITH found AS MATERIALIZED (
                SELECT nickname FROM users_model %s ORDER BY nickname LIMIT %d)
            SELECT own.total, page.nickname, (SELECT u.id FROM users_model u WHERE u.nickname = page.nickname)
            FROM (SELECT count(*) AS total FROM found) own
            LEFT JOIN (SELECT nickname FROM found ORDER BY nickname LIMIT ? OFFSET ?) page ON true
            ORDER BY page.nickname
            """;

    private static final String EVERYBODY = statement("");
    private static final String BY_PARTS = statement("WHERE lower(nickname) LIKE lower(?) ESCAPE '!'");

    /** Worded so that no index of parts comes into question: asked for what it cannot find, it would read all that it has. */
    private static final String ONE_BY_ONE = statement("WHERE position(lower(?) IN lower(nickname)) > 0");

    /**
     * For this transaction: each text gets a plan of its own, since a word that all nicknames have is best found in another way than
     * a rare one; and one search keeps one processor busy, not several. Tells how many bytes the table has, too.
     */
    private static final String PREPARATION = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true),"
            + " set_config('max_parallel_workers_per_gather', '0', true), pg_relation_size('users_model')";

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final RateLimits limits;

    @Inject
    UserSearch(RateLimits limits) {
        this.limits = limits;
    }

    /** People whose nickname holds this text, whatever its case, by nickname; {@code callerId} pays for it, by how long it took. */
    @Transactional
    public Page<User> search(long callerId, String text, Paging paging) {
        Object[] prepared = (Object[]) entities.createNativeQuery(PREPARATION).getSingleResult();
        long bytes = ((Number) prepared[2]).longValue();
        long began = System.nanoTime();
        try {
            return found(text, paging);
        } finally {
            limits.charge(callerId, Prices.search(Duration.ofNanos(System.nanoTime() - began), bytes));
        }
    }

    private Page<User> found(String text, Paging paging) {
        List<User> users = new ArrayList<>();
        long total = 0;
        for (Object each : query(text, paging).getResultList()) {
            Object[] row = (Object[]) each;
            total = ((Number) row[0]).longValue();
            if (row[1] != null) {
                users.add(new User(((Number) row[2]).longValue(), (String) row[1]));
            }
        }
        return Page.of(users, total, paging);
    }

    private Query query(String text, Paging paging) {
        Query query;
        int next = 1;
        if (text.isEmpty()) {
            query = entities.createNativeQuery(EVERYBODY);
        } else if (INDEXED.matcher(text).find()) {
            query = entities.createNativeQuery(BY_PARTS);
            query.setParameter(next++, "%" + text.replaceAll("[!%_]", "!$0") + "%");
        } else {
            query = entities.createNativeQuery(ONE_BY_ONE);
            query.setParameter(next++, text);
        }
        return query.setParameter(next, paging.room()).setParameter(next + 1, paging.offset());
    }

    private static String statement(String where) {
        return FOUND.formatted(where, Paging.MOST_ENTRIES);
    }
}
