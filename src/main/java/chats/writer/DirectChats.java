package chats.writer;

import chats.database.SqlArrays;
import chats.database.Utc;
import chats.log.Pair;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The chats of those who whisper to each other. Such a chat is made with the first whisper, in the same transaction, and
 * keeps its id. So an id is cached once its transaction has been committed.
 */
final class DirectChats {
    private static final String FIND = """
            SELECT low_user_id, high_user_id, c.id FROM unnest(?, ?) AS wanted(low_user_id, high_user_id)
            JOIN chats_model c USING (low_user_id, high_user_id)
            """;
    private static final String MAKE = """
            INSERT INTO chats_model (low_user_id, high_user_id, created_at, updated_at)
            SELECT low, high, now, now
            FROM unnest(?, ?) AS wanted(low, high), (SELECT ?::timestamp AS now) AS t
            ORDER BY low, high
            ON CONFLICT (low_user_id, high_user_id) WHERE low_user_id IS NOT NULL DO NOTHING
            RETURNING low_user_id, high_user_id, id
            """;

    private final Cache<Pair, Long> known = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    /** The id of each pair's chat; what is not there is made. */
    Map<Pair, Long> of(Connection connection, Collection<Pair> pairs, Instant now) throws SQLException {
        Map<Pair, Long> ids = new HashMap<>(known.getAllPresent(pairs));
        find(connection, without(pairs, ids), ids);
        make(connection, without(pairs, ids), now, ids);
        // what another node has made meanwhile
        find(connection, without(pairs, ids), ids);
        return ids;
    }

    /** The batch has been committed. A chat in which it stored nothing does not exist: somebody has deleted it. */
    void committed(Batch batch) {
        Set<Long> stored = batch.direct().isEmpty() ? Set.of() : batch.chatIds();
        batch.direct().forEach((pair, id) -> {
            if (stored.contains(id)) {
                known.asMap().putIfAbsent(pair, id);
            } else {
                known.invalidate(pair);
            }
        });
    }

    /** After a failure: a database that was put back to an earlier state may give the ids to other chats. */
    void forgetAll() {
        known.invalidateAll();
    }

    private static List<Pair> without(Collection<Pair> pairs, Map<Pair, Long> found) {
        return pairs.stream().filter(pair -> !found.containsKey(pair)).toList();
    }

    private static void find(Connection connection, List<Pair> pairs, Map<Pair, Long> ids) throws SQLException {
        if (!pairs.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                read(select, pairs, ids);
            }
        }
    }

    private static void make(Connection connection, List<Pair> pairs, Instant now, Map<Pair, Long> ids)
            throws SQLException {
        if (!pairs.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(MAKE)) {
                insert.setObject(3, Utc.local(now));
                read(insert, pairs, ids);
            }
        }
    }

    private static void read(PreparedStatement statement, List<Pair> pairs, Map<Pair, Long> ids) throws SQLException {
        SqlArrays.set(statement, 1, "int4", pairs, Pair::low);
        SqlArrays.set(statement, 2, "int4", pairs, Pair::high);
        ResultSet rows = statement.executeQuery();
        while (rows.next()) {
            ids.put(new Pair(rows.getLong(1), rows.getLong(2)), rows.getLong(3));
        }
    }
}
