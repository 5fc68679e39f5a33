package chats.message;

import chats.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                     RETURNING c.id AS chat_id, c.last_seq - locked.n AS seq, c.last_rev),
                 inserted AS (
                     INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id, created_at)
                     SELECT chat_id, author_id, seq + nth, message, client_message_id, ?
                     FROM drafts JOIN raised USING (chat_id)
                     ORDER BY position
                     RETURNING id, seq, chat_id)
            SELECT chat_id, last_rev, NULL AS id, NULL AS transaction FROM raised WHERE last_rev > 0
            UNION ALL
            SELECT chat_id, seq, id, pg_current_xact_id()::text FROM inserted
            """;

    /** What an insert has done: the messages by their drafts, and the transaction's id; null if nothing was inserted. */
    record Result(Map<MessageDraft, Inserted> messages, String transaction) {}

    /** A message, and the event by which it is announced. */
    record Inserted(Message view, StoredMessage event) {
        /** The same, stored after the change of this rev. */
        Inserted after(long rev) {
            return new Inserted(view, event.after(rev));
        }
    }

    private MessageInsert() {}

    /**
     * Inserts the drafts, in their order within each chat. A draft whose chat does not exist any more is left out.
     *
     * @param direct the chats of those who whisper
     */
    static Result into(Connection connection, List<MessageDraft> drafts, Map<Pair, Long> direct, Instant now)
            throws SQLException {
        if (drafts.isEmpty()) {
            return new Result(new LinkedHashMap<>(), null);
        }
        Object[] chats = drafts.stream().map(draft -> draft.chatId(direct)).toArray();
        LocalDateTime at = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("int4", chats));
            SqlArrays.set(insert, 2, "int4", drafts, MessageDraft::author);
            insert.setArray(3, connection.createArrayOf("int4", nth(chats)));
            SqlArrays.set(insert, 4, "text", drafts, MessageDraft::message);
            SqlArrays.set(insert, 5, "text", drafts, MessageDraft::clientMessageId);
            insert.setObject(6, at);
            insert.setObject(7, at);
            return read(insert.executeQuery(), drafts, chats, now);
        }
    }

    /** First what revs there are; then the messages, in the order of the drafts, none for a chat that does not exist. */
    private static Result read(ResultSet rows, List<MessageDraft> drafts, Object[] chats, Instant now)
            throws SQLException {
        Map<MessageDraft, Inserted> inserted = new LinkedHashMap<>();
        Map<Long, Long> revs = new HashMap<>(0);
        String transaction = null;
        int next = 0;
        while (rows.next()) {
            long chatId = rows.getLong(1);
            long number = rows.getLong(2);
            long id = rows.getLong(3);
            if (rows.wasNull()) {
                revs.put(chatId, number);
                continue;
            }
            while ((long) chats[next] != chatId) {
                next++;
            }
            MessageDraft draft = drafts.get(next++);
            inserted.put(draft, inserted(draft, draft.stored(id, chatId, number, now), revs.getOrDefault(chatId, 0L)));
            transaction = rows.getString(4);
        }
        return new Result(inserted, transaction);
    }

    private static Inserted inserted(MessageDraft draft, Message view, long rev) {
        return new Inserted(
                view,
                new StoredMessage(
                        view.chatId(),
                        draft.pair(),
                        view.seq(),
                        rev,
                        draft.origin().socket(),
                        Json.write(view)));
    }

    /** For each draft its number among the drafts of the same chat, from 1. */
    private static Object[] nth(Object[] chats) {
        Map<Object, Integer> counts = new HashMap<>();
        return Stream.of(chats).map(chat -> counts.merge(chat, 1, Integer::sum)).toArray();
    }
}
