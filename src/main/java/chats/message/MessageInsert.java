package chats.message;

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
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes seqs for many drafts and inserts their rows, by one statement. Taking a seq locks the row of the chat until the
 * commit, so seqs have no gaps and follow the order of commits. Rows are locked in the order of their ids, so that two
 * nodes cannot deadlock.
 */
final class MessageInsert {
    private static final String INSERT = """
            WITH drafts AS (
                     SELECT *
                     FROM unnest(?, ?, ?, ?, ?)
                          WITH ORDINALITY AS d(chat_id, author_id, nth, message, client_message_id, position)),
                 wanted AS (SELECT chat_id, max(nth) AS n FROM drafts GROUP BY chat_id),
                 locked AS (
                     SELECT c.id, wanted.n FROM chats_model c JOIN wanted ON c.id = wanted.chat_id
                     ORDER BY c.id FOR NO KEY UPDATE OF c),
                 raised AS (
                     UPDATE chats_model c
                     SET last_seq = c.last_seq + locked.n, updated_at = GREATEST(c.updated_at, ?)
                     FROM locked
                     WHERE c.id = locked.id
                     RETURNING c.id AS chat_id, c.last_seq - locked.n AS seq)
            INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id, created_at)
            SELECT chat_id, author_id, seq + nth, message, client_message_id, ?
            FROM drafts JOIN raised USING (chat_id)
            ORDER BY position
            RETURNING id, seq, pg_current_xact_id()::text, chat_id
            """;

    private MessageInsert() {}

    /**
     * Inserts the drafts, in their order within each chat, and puts the stored messages into {@code sent}. A draft whose
     * chat does not exist any more is left out.
     *
     * @param direct the chats of those who whisper
     * @return the id of the transaction, by which {@code pg_xact_status} tells whether it was committed; null if
     *     nothing was inserted
     */
    static String into(
            Connection connection,
            List<Draft> drafts,
            Map<Pair, Long> direct,
            Instant now,
            Map<Draft, StoredMessage> sent)
            throws SQLException {
        if (drafts.isEmpty()) {
            return null;
        }
        String transaction = null;
        LocalDateTime at = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        Object[] chats = drafts.stream().map(draft -> draft.chatId(direct)).toArray();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("int4", chats));
            column(insert, 2, "int4", drafts, Draft::author);
            insert.setArray(3, connection.createArrayOf("int4", nth(chats)));
            column(insert, 4, "text", drafts, Draft::message);
            column(insert, 5, "text", drafts, Draft::clientMessageId);
            insert.setObject(6, at);
            insert.setObject(7, at);
            ResultSet rows = insert.executeQuery();
            // rows come in the order of the drafts; for a chat that does not exist there are none
            boolean more = rows.next();
            for (Draft draft : drafts) {
                long chatId = draft.chatId(direct);
                if (more && rows.getLong(4) == chatId) {
                    sent.put(draft, draft.sent(rows.getLong(1), chatId, rows.getLong(2), now));
                    transaction = rows.getString(3);
                    more = rows.next();
                }
            }
        }
        return transaction;
    }

    private static void column(
            PreparedStatement insert, int index, String type, List<Draft> drafts, Function<Draft, Object> value)
            throws SQLException {
        insert.setArray(
                index,
                insert.getConnection()
                        .createArrayOf(type, drafts.stream().map(value).toArray()));
    }

    /** For each draft its number among the drafts of the same chat, from 1. */
    private static Object[] nth(Object[] chats) {
        Map<Object, Integer> counts = new HashMap<>();
        return Stream.of(chats).map(chat -> counts.merge(chat, 1, Integer::sum)).toArray();
    }
}
