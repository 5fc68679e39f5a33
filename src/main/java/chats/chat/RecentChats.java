package chats.chat;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads which chats were created lately, by any node; those of whispers aside. Takes part in no transaction. */
@ApplicationScoped
public class RecentChats {
    /**
     * A chat gets its id when it is inserted and can be read when it is committed, so a lower id may appear later than
     * a higher one.
     */
    private static final int OVERLAP = 200;

    private static final String HIGHEST = "SELECT COALESCE(max(id), 0) FROM chats_model WHERE id >= ?";
    private static final String SINCE = "SELECT id FROM chats_model WHERE id > ? AND low_user_id IS NULL ORDER BY id";
    private static final String MEMBERS =
            "SELECT users_model_id FROM chats_model_users_users_model WHERE chats_model_id = ?";

    @Inject
    @Pool(Pool.Of.CHATS)
    private DataSource database;

    /** The highest id of all chats. */
    public long highest() throws SQLException {
        return ids(HIGHEST, 0).get(0);
    }

    /** The ids above this one, and the {@value #OVERLAP} before it. */
    public List<Long> since(long id) throws SQLException {
        return ids(SINCE, id - OVERLAP);
    }

    public List<Long> members(long chatId) throws SQLException {
        return ids(MEMBERS, chatId);
    }

    private List<Long> ids(String sql, long argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, (int) argument);
            ResultSet rows = select.executeQuery();
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }
}
