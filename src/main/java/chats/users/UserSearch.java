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
 * Finds users by a part of their nickname. One statement counts and reads, up to {@link Paging#MOST_ENTRIES} matches,
 * so that the last page costs as much as the first. In the worst case, when few nicknames contain the text and no index
 * helps to find it, the database reads the index of all nicknames once.
 */
@ApplicationScoped
class UserSearch {
    /** The trigram index of nicknames helps if the text has three letters or digits in a row. */
    private static final Pattern INDEXED = Pattern.compile("[\\p{L}\\p{N}]{3}");

    /** The matches in the order of the unique index on nicknames. */
    private static final String FOUND = """
            WITH found AS MATERIALIZED (
                SELECT nickname FROM users_model %s ORDER BY nickname LIMIT %d)
            SELECT own.total, page.nickname, (SELECT u.id FROM users_model u WHERE u.nickname = page.nickname)
            FROM (SELECT count(*) AS total FROM found) own
            LEFT JOIN (SELECT nickname FROM found ORDER BY nickname LIMIT ? OFFSET ?) page ON true
            ORDER BY page.nickname
            """;

    private static final String ALL = statement("");
    private static final String BY_TRIGRAMS = statement("WHERE lower(nickname) LIKE lower(?) ESCAPE '!'");

    /**
     * Written so that the planner cannot use the trigram index: for a text without three such characters it would read
     * that whole index.
     */
    private static final String BY_SCAN = statement("WHERE position(lower(?) IN lower(nickname)) > 0");

    /**
     * Settings for this transaction. Each text gets its own plan, since a common word is best found in another way than
     * a rare one. A search uses one processor, not several. The statement also returns the size of the table in bytes.
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

    /**
     * Users whose nickname contains this text, without regard to case, ordered by nickname. {@code callerId} is charged
     * for the time that it took.
     */
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
            query = entities.createNativeQuery(ALL);
        } else if (INDEXED.matcher(text).find()) {
            query = entities.createNativeQuery(BY_TRIGRAMS);
            query.setParameter(next++, "%" + text.replaceAll("[!%_]", "!$0") + "%");
        } else {
            query = entities.createNativeQuery(BY_SCAN);
            query.setParameter(next++, text);
        }
        return query.setParameter(next, paging.room()).setParameter(next + 1, paging.offset());
    }

    private static String statement(String where) {
        return FOUND.formatted(where, Paging.MOST_ENTRIES);
    }
}
