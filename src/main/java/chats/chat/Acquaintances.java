package chats.chat;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads who shares a chat with a user. Takes part in no transaction. */
@ApplicationScoped
public class Acquaintances {
    /** How many are read at most. */
    static final int MOST = 10_000;

    /** What is read in vain, of those with whom the user shares several chats, has a bound as well. */
    private static final int MOST_ROWS = 100_000;

    private static final String OF = """
            SELECT DISTINCT id FROM (
                (SELECT other.users_model_id AS id FROM chats_model_users_users_model mine
                    JOIN chats_model_users_users_model other USING (chats_model_id) WHERE mine.users_model_id = ? LIMIT ?)
                UNION ALL (SELECT high_user_id FROM chats_model WHERE low_user_id = ? LIMIT ?)
                UNION ALL (SELECT low_user_id FROM chats_model WHERE high_user_id = ? LIMIT ?)) known
            WHERE id <> ? LIMIT ?
            """;

    private final DataSource database;

    @Inject
    public Acquaintances(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** The user, and those who share a room or a direct chat with him, up to {@link #MOST}: any of them where there are more. */
    public List<Long> of(long userId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            for (int i = 1; i <= 5; i += 2) {
                select.setInt(i, (int) userId);
                select.setInt(i + 1, MOST_ROWS);
            }
            select.setInt(7, (int) userId);
            select.setInt(8, MOST - 1);
            ResultSet row = select.executeQuery();
            List<Long> ids = new ArrayList<>();
            ids.add(userId);
            while (row.next()) {
                ids.add(row.getLong(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
