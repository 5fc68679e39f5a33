package chats.message;

import chats.users.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sender's own id for a message; a sender uses each id for one message only. */
record ClientId(long author, String id) {
    private static final String KNOWN = """
            SELECT m.id, m.chat_id, m.seq, m.author_id, u.nickname, m.message, m.client_message_id, m.created_at,
                   c.low_user_id, c.high_user_id
            FROM unnest(?, ?) AS wanted(author_id, client_message_id)
            JOIN messages_model m USING (author_id, client_message_id)
            JOIN users_model u ON u.id = m.author_id
            JOIN chats_model c ON c.id = m.chat_id
            """;

    /** The draft's id, or null if it has none. */
    static ClientId of(Draft draft) {
        return draft.clientMessageId() == null ? null : new ClientId(draft.author(), draft.clientMessageId());
    }

    /** What is stored already under the drafts' ids; ids under which nothing is stored are left out. */
    static Map<ClientId, StoredMessage> known(Connection connection, List<Draft> drafts) throws SQLException {
        List<ClientId> ids = drafts.stream()
                .filter(draft -> draft.clientMessageId() != null)
                .map(ClientId::of)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<ClientId, StoredMessage> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", ids.stream().map(ClientId::author).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", ids.stream().map(ClientId::id).toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                known.put(new ClientId(rows.getLong("author_id"), rows.getString("client_message_id")), stored(rows));
            }
        }
        return known;
    }

    private static StoredMessage stored(ResultSet row) throws SQLException {
        User author = new User(row.getLong("author_id"), row.getString("nickname"));
        Instant createdAt = row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
        Message message = new Message(
                row.getLong("id"),
                row.getLong("chat_id"),
                row.getLong("seq"),
                author,
                row.getString("message"),
                row.getString("client_message_id"),
                createdAt);
        long low = row.getLong("low_user_id");
        return StoredMessage.read(message, row.wasNull() ? null : new Pair(low, row.getLong("high_user_id")));
    }
}
