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

/** Reads which chats were created lately, by any node. Takes part in no transaction. */
@ApplicationScoped
public class RecentChats {
    /** Ids in use that were looked at: of those chats that are rooms, and the highest of all. */
    public record Looked(List<Long> rooms, long highest) {}

    /**
     * A chat gets its id when it is inserted and can be read when it is committed, so a lower id may appear later than
     * a higher one. Of the ids between, one batch of whispers may have taken 512.
     */
    private static final int OVERLAP = 1_000;

    private static final String HIGHEST = "SELECT COALESCE(max(id), 0) FROM chats_model WHERE id >= ?";
    private static final String SINCE = "SELECT id, low_user_id IS NULL FROM chats_model WHERE id > ? ORDER BY id";
    private static final String MEMBERS =
            "SELECT users_model_id FROM chats_model_users_users_model WHERE chats_model_id = ? AND joined_rev = 0";

    private final DataSource database;

    @Inject
    RecentChats(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** The highest id of all chats. */
    public long highest() throws SQLException {
        return ids(HIGHEST, 0).get(0);
    }

    /** Looks at the ids above this one, and at the {@value #OVERLAP} before it. */
    public Looked since(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setInt(1, (int) (id - OVERLAP));
            ResultSet rows = select.executeQuery();
            List<Long> rooms = new ArrayList<>();
            long highest = id;
            while (rows.next()) {
                highest = Math.max(highest, rows.getLong(1));
                if (rows.getBoolean(2)) {
                    rooms.add(rows.getLong(1));
                }
            }
            return new Looked(rooms, highest);
        }
    }

    /** The members with whom the chat was created, and who have not left since: the chat hides nothing from them. */
    public List<Long> firstMembers(long chatId) throws SQLException {
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
