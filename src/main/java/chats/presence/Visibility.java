package chats.presence;

import chats.database.Pool;
import chats.database.Utc;
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
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Decides of whom a user is told: of those with whom there is a chat, unless one of the two blocks the other, and of oneself. This is
 * the one place where that is decided for presence; for typing it is {@link TypingEvents}. It is the same in both directions.
 */
@ApplicationScoped
class Visibility {
    private static final String OF = """
            SELECT known.id, p.seen_at FROM (
                SELECT theirs.users_model_id AS id
                FROM chats_model_users_users_model mine JOIN chats_model_users_users_model theirs USING (chats_model_id)
                WHERE mine.users_model_id = ? AND theirs.users_model_id = ANY (?)
                UNION SELECT high_user_id FROM chats_model WHERE low_user_id = ? AND high_user_id = ANY (?)
                UNION SELECT low_user_id FROM chats_model WHERE high_user_id = ? AND low_user_id = ANY (?)
                UNION SELECT id FROM users_model WHERE id = ? AND id = ANY (?)) known
            LEFT JOIN presence p ON p.user_id = known.id
            WHERE NOT EXISTS (SELECT FROM blocks b WHERE b.user_id = ? AND b.blocked_id = known.id)
                AND NOT EXISTS (SELECT FROM blocks b WHERE b.user_id = known.id AND b.blocked_id = ?)
            """;

    private static final int FIRST_OF_BLOCKS = 9;

    private final DataSource database;

    @Inject
    Visibility(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** Those of the users of whom the user may be told, and when each was last there as far as that is stored; in one query. */
    Map<Long, Optional<Instant>> visibleTo(long userId, Collection<Long> users) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            Array ids = connection.createArrayOf("int8", users.toArray());
            for (int parameter = 1; parameter < FIRST_OF_BLOCKS; parameter += 2) {
                select.setInt(parameter, (int) userId);
                select.setArray(parameter + 1, ids);
            }
            select.setInt(FIRST_OF_BLOCKS, (int) userId);
            select.setInt(FIRST_OF_BLOCKS + 1, (int) userId);
            ResultSet row = select.executeQuery();
            Map<Long, Optional<Instant>> visible = new HashMap<>();
            while (row.next()) {
                LocalDateTime seenAt = row.getObject(2, LocalDateTime.class);
                visible.put(row.getLong(1), Optional.ofNullable(Utc.instant(seenAt)));
            }
            return visible;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
