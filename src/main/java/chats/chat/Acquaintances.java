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
    private static final String OF = """
            SELECT ? AS id
            UNION SELECT other.users_model_id FROM chats_model_users_users_model mine
                JOIN chats_model_users_users_model other USING (chats_model_id) WHERE mine.users_model_id = ?
            UNION SELECT high_user_id FROM chats_model WHERE low_user_id = ?
            UNION SELECT low_user_id FROM chats_model WHERE high_user_id = ?
            """;

    private static final int PARAMETERS = 4;

    private final DataSource database;

    @Inject
    Acquaintances(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** Those who share a room or a direct chat with this user, and the user. */
    public List<Long> of(long userId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            for (int i = 1; i <= PARAMETERS; i++) {
                select.setInt(i, (int) userId);
            }
            ResultSet row = select.executeQuery();
            List<Long> ids = new ArrayList<>();
            while (row.next()) {
                ids.add(row.getLong(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
