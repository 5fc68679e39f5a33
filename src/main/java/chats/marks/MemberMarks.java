package chats.marks;

import chats.database.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** The marks of those who come to a chat and go, within the transaction that adds or removes them. */
public final class MemberMarks {
    /** A row that is there is of an earlier stay. */
    private static final String ADD = """
            INSERT INTO read_marks (chat_id, user_id, read_seq) SELECT ?, added, ? FROM unnest(?) AS added ORDER BY added
            ON CONFLICT (chat_id, user_id) DO UPDATE
            SET read_seq = EXCLUDED.read_seq, muted = false, pinned = false, marked_unread_at = NULL
            """;

    /** Rows are locked in the order in which they are marked. */
    private static final String REMOVE = """
            WITH gone AS (
                SELECT chat_id, user_id FROM read_marks WHERE chat_id = ? AND user_id = ANY (?) ORDER BY user_id FOR UPDATE)
            DELETE FROM read_marks r USING gone WHERE r.chat_id = gone.chat_id AND r.user_id = gone.user_id
            """;

    private MemberMarks() {}

    /** Whoever is added has read what there is. */
    public static void added(Connection connection, long chatId, Collection<Long> users, long lastSeq)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setInt(1, (int) chatId);
            insert.setLong(2, lastSeq);
            SqlArrays.set(insert, 3, "int4", users, id -> id);
            insert.executeUpdate();
        }
    }

    public static void removed(Connection connection, long chatId, Collection<Long> users) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setInt(1, (int) chatId);
            SqlArrays.set(delete, 2, "int4", users, id -> id);
            delete.executeUpdate();
        }
    }
}
