package chats.message;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One insert for many rows. */
final class Insert {
    private static final String ROWS = """
            INSERT INTO messages_model (chat_id, whisper_pair_id, author_id, seq, message, client_message_id, created_at)
            SELECT chat_id, whisper_pair_id, author_id, seq, message, client_message_id, ?
            FROM unnest(?, ?, ?, ?, ?, ?) AS d(chat_id, whisper_pair_id, author_id, seq, message, client_message_id)
            RETURNING id, chat_id, whisper_pair_id, seq, pg_current_xact_id()::text
            """;

    private Insert() {}

    /**
     * Inserts the drafts at their slots and puts what they became into {@code sent}, in the same order.
     *
     * @return the id of the transaction, by which {@code pg_xact_status} tells whether it was committed; null if nothing was to do
     */
    static String into(Connection connection, Map<Draft, Slot> slots, Instant now, Map<Draft, Sent> sent)
            throws SQLException {
        if (slots.isEmpty()) {
            return null;
        }
        List<Map.Entry<Draft, Slot>> entries = new ArrayList<>(slots.entrySet());
        Map<Slot, Long> ids = new HashMap<>();
        String transaction = null;
        try (PreparedStatement insert = connection.prepareStatement(ROWS)) {
            insert.setObject(1, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setArray(
                    2, array(connection, "int4", entries, e -> e.getValue().chatId()));
            insert.setArray(
                    3, array(connection, "int8", entries, e -> e.getValue().pairId()));
            insert.setArray(
                    4, array(connection, "int4", entries, e -> e.getKey().author()));
            insert.setArray(
                    5, array(connection, "int8", entries, e -> e.getValue().seq()));
            insert.setArray(
                    6, array(connection, "text", entries, e -> e.getKey().message()));
            insert.setArray(
                    7, array(connection, "text", entries, e -> e.getKey().clientMessageId()));
            ResultSet rows = insert.executeQuery();
            while (rows.next()) {
                ids.put(slot(rows), rows.getLong(1));
                transaction = rows.getString(5);
            }
        }
        for (Map.Entry<Draft, Slot> entry : entries) {
            sent.put(
                    entry.getKey(),
                    entry.getKey()
                            .sent(ids.get(entry.getValue()), entry.getValue().seq(), now));
        }
        return transaction;
    }

    private static Slot slot(ResultSet row) throws SQLException {
        long chatId = row.getLong(2);
        boolean whisper = row.wasNull();
        return new Slot(whisper ? null : Long.valueOf(chatId), whisper ? row.getLong(3) : null, row.getLong(4));
    }

    private static Array array(
            Connection connection,
            String type,
            List<Map.Entry<Draft, Slot>> entries,
            Function<Map.Entry<Draft, Slot>, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(column).toArray());
    }
}
