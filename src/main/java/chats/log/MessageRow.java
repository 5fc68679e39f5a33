package chats.log;

import chats.database.Utc;
import chats.users.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;

/** Reads messages from rows of plain SQL. */
public final class MessageRow {
    /** What a message needs of {@code messages_model m}. */
    public static final String COLUMNS = "m.id AS message_id, m.chat_id, m.seq, m.author_id, m.message,"
            + " m.client_message_id, m.created_at AS sent_at, m.edited_at, m.deleted_at, m.reactions";

    /** The same, with its author from {@code users_model u} and the users of its chat from {@code chats_model c}. */
    public static final String WITH_USERS = COLUMNS + ", u.nickname, c.low_user_id, c.high_user_id";

    private MessageRow() {}

    /** Reads a row with the columns {@link #WITH_USERS}. */
    public static Message read(ResultSet row) throws SQLException {
        return read(row, pair(row), new User(row.getLong("author_id"), row.getString("nickname")));
    }

    /** Reads a row with the {@link #COLUMNS}. */
    public static Message read(ResultSet row, Pair pair, User author) throws SQLException {
        return Message.of(
                row.getLong("message_id"),
                row.getLong("chat_id"),
                pair,
                row.getLong("seq"),
                author,
                row.getString("message"),
                row.getString("client_message_id"),
                time(row, "sent_at"),
                time(row, "edited_at"),
                time(row, "deleted_at"),
                Reaction.parse(row.getString("reactions")));
    }

    /** The users of a direct chat by {@code low_user_id} and {@code high_user_id}; null in a room. */
    public static Pair pair(ResultSet row) throws SQLException {
        long low = row.getLong("low_user_id");
        return row.wasNull() ? null : new Pair(low, row.getLong("high_user_id"));
    }

    /** A time by the name of its column; null if there is none. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        return Utc.instant(row.getObject(column, LocalDateTime.class));
    }
}
