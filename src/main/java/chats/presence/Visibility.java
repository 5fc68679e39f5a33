package chats.presence;

import chats.database.Pool;
import chats.database.SqlArrays;
import chats.database.Utc;
import chats.log.Pair;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Decides of whom a user is told: of those with whom there is a chat, unless one of the two blocks the other, and of oneself. This is
 * the one place where that is decided for presence; for typing it is {@link TypingEvents}. It is the same in both directions.
 */
@ApplicationScoped
class Visibility {
    /**
     * Of some users, those with whom one shares a chat.
     *
     * @param visible those of whom one is told, and when each was last there as far as that is stored
     * @param blocked those of whom one is not told, since one of the two blocks the other
     */
    record Known(Map<Long, Optional<Instant>> visible, Set<Long> blocked) {
        static final Known NOBODY = new Known(Map.of(), Set.of());
    }

    private static final String OF = """
            SELECT known.id, p.seen_at, EXISTS (SELECT FROM blocks b WHERE b.user_id = ? AND b.blocked_id = known.id)
                OR EXISTS (SELECT FROM blocks b WHERE b.user_id = known.id AND b.blocked_id = ?)
            FROM (
                SELECT theirs.users_model_id AS id
                FROM chats_model_users_users_model mine JOIN chats_model_users_users_model theirs USING (chats_model_id)
                WHERE mine.users_model_id = ? AND theirs.users_model_id = ANY (?)
                UNION SELECT high_user_id FROM chats_model WHERE low_user_id = ? AND high_user_id = ANY (?)
                UNION SELECT low_user_id FROM chats_model WHERE high_user_id = ? AND low_user_id = ANY (?)
                UNION SELECT id FROM users_model WHERE id = ? AND id = ANY (?)) known
            LEFT JOIN presence p ON p.user_id = known.id
            """;

    private static final int FIRST_OF_CHATS = 3;
    private static final int LAST_OF_CHATS = 10;

    private static final String BETWEEN = """
            SELECT pair.low, pair.high, low.seen_at, high.seen_at FROM unnest(?, ?) AS pair (low, high)
            LEFT JOIN presence low ON low.user_id = pair.low LEFT JOIN presence high ON high.user_id = pair.high
            WHERE (pair.low = pair.high
                OR EXISTS (SELECT FROM chats_model c WHERE c.low_user_id = pair.low AND c.high_user_id = pair.high)
                OR EXISTS (SELECT FROM chats_model_users_users_model one
                    JOIN chats_model_users_users_model other USING (chats_model_id)
                    WHERE one.users_model_id = pair.low AND other.users_model_id = pair.high))
                AND NOT (EXISTS (SELECT FROM blocks b WHERE b.user_id = pair.low AND b.blocked_id = pair.high)
                    OR EXISTS (SELECT FROM blocks b WHERE b.user_id = pair.high AND b.blocked_id = pair.low))
            """;

    private final DataSource database;

    @Inject
    Visibility(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** Those of the users with whom the user shares a chat; in one query. */
    Known knownTo(long userId, Collection<Long> users) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            select.setInt(1, (int) userId);
            select.setInt(2, (int) userId);
            Array ids = connection.createArrayOf("int8", users.toArray());
            for (int parameter = FIRST_OF_CHATS; parameter < LAST_OF_CHATS; parameter += 2) {
                select.setInt(parameter, (int) userId);
                select.setArray(parameter + 1, ids);
            }
            ResultSet row = select.executeQuery();
            Known known = new Known(new HashMap<>(), new HashSet<>());
            while (row.next()) {
                if (row.getBoolean(3)) {
                    known.blocked().add(row.getLong(1));
                } else {
                    known.visible().put(row.getLong(1), time(row, 2));
                }
            }
            return known;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Those of these pairs of whom each is told of the other; in one query.
     *
     * @return when each of their users was last there as far as that is stored, by pair and by user
     */
    Map<Pair, Map<Long, Optional<Instant>>> between(Collection<Pair> pairs) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BETWEEN)) {
            SqlArrays.set(select, 1, "int8", pairs, Pair::low);
            SqlArrays.set(select, 2, "int8", pairs, Pair::high);
            ResultSet row = select.executeQuery();
            Map<Pair, Map<Long, Optional<Instant>>> visible = new HashMap<>();
            while (row.next()) {
                Map<Long, Optional<Instant>> times = new HashMap<>();
                times.put(row.getLong(1), time(row, 3));
                times.put(row.getLong(2), time(row, 4));
                visible.put(new Pair(row.getLong(1), row.getLong(2)), times);
            }
            return visible;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(Utc.instant(row.getObject(column, LocalDateTime.class)));
    }
}
