package chats.writer;

import chats.database.SqlArrays;
import chats.database.Utc;
import chats.json.Json;
import chats.log.Message;
import chats.log.Pair;
import chats.log.StoredMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Takes seqs for many drafts and inserts their rows, by one statement. It also checks, under the lock, that nobody was removed since the
 * authors were known to be members. Taking a seq locks the row of the chat until the
 * commit, so seqs have no gaps and follow the order of commits. Rows are locked in the order of their ids, so that two
 * nodes cannot deadlock.
 */
final class MessageInsert {
    private static final String INSERT = """
            WITH drafts AS (
                     SELECT *
                     FROM unnest(?, ?, ?, ?, ?, ?)
                          WITH ORDINALITY AS d(chat_id, author_id, nth, message, client_message_id, removed, position)),
                 wanted AS (
                     SELECT chat_id, max(nth) AS n, min(removed) AS least, max(removed) AS most FROM drafts GROUP BY chat_id),
                 locked AS (
                     SELECT c.id, wanted.n, c.removed_rev BETWEEN wanted.most AND wanted.least AS is_known
                     FROM chats_model c JOIN wanted ON c.id = wanted.chat_id
                     ORDER BY c.id FOR NO KEY UPDATE OF c),
                 raised AS (
                     UPDATE chats_model c
                     SET last_seq = c.last_seq + locked.n, updated_at = GREATEST(c.updated_at, ?)
                     FROM locked
                     WHERE c.id = locked.id AND locked.is_known
                     RETURNING c.id AS chat_id, c.last_seq - locked.n AS seq, c.highest_rev)
            INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id, created_at)
            SELECT chat_id, author_id, seq + nth, message, client_message_id, ?
            FROM drafts JOIN raised USING (chat_id)
            ORDER BY position
            RETURNING id, seq, pg_current_xact_id()::text, chat_id, (SELECT max(highest_rev) FROM raised)
            """;

    /** The rows are locked by then. */
    private static final String REVS = "SELECT id, highest_rev FROM chats_model WHERE id = ANY (?) AND highest_rev > 0";

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
     * Inserts the drafts, in their order within each chat. All drafts of a chat are left out if it does not exist any more, or if somebody
     * was removed from it since the authors were known to be members: then that must be asked again. The chat stays locked.
     *
     * @param direct the chats of those who whisper
     * @param removal for each draft the chat's last removal when its author was known to be a member
     */
    static Result into(
            Connection connection,
            List<MessageDraft> drafts,
            Map<Pair, Long> direct,
            ToLongFunction<MessageDraft> removal,
            Instant now)
            throws SQLException {
        if (drafts.isEmpty()) {
            return new Result(new LinkedHashMap<>(), null);
        }
        Object[] chats = drafts.stream().map(draft -> draft.chatId(direct)).toArray();
        LocalDateTime at = Utc.local(now);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("int4", chats));
            SqlArrays.set(insert, 2, "int4", drafts, MessageDraft::author);
            insert.setArray(3, connection.createArrayOf("int4", nth(chats)));
            SqlArrays.set(insert, 4, "text", drafts, MessageDraft::message);
            SqlArrays.set(insert, 5, "text", drafts, MessageDraft::clientMessageId);
            SqlArrays.set(insert, 6, "int8", drafts, removal::applyAsLong);
            insert.setObject(7, at);
            insert.setObject(8, at);
            return read(insert.executeQuery(), drafts, chats, now);
        }
    }

    /** Rows come in the order of the drafts; for a chat that does not exist there are none. */
    private static Result read(ResultSet rows, List<MessageDraft> drafts, Object[] chats, Instant now)
            throws SQLException {
        Map<MessageDraft, Inserted> inserted = new LinkedHashMap<>();
        Map<Long, Long> revs = null;
        String transaction = null;
        int next = 0;
        while (rows.next()) {
            if (revs == null) {
                revs = revs(rows.getStatement().getConnection(), chats, rows.getLong(5));
            }
            long chatId = rows.getLong(4);
            while ((long) chats[next] != chatId) {
                next++;
            }
            MessageDraft draft = drafts.get(next++);
            Message view = draft.stored(rows.getLong(1), chatId, rows.getLong(2), now);
            inserted.put(draft, inserted(draft, view, revs.getOrDefault(chatId, 0L)));
            transaction = rows.getString(3);
        }
        return new Result(inserted, transaction);
    }

    /** The last rev of each chat that has one. Mostly that takes no statement: nothing was changed, or there is one chat. */
    private static Map<Long, Long> revs(Connection connection, Object[] chats, long highest) throws SQLException {
        if (highest == 0) {
            return Map.of();
        }
        Set<Object> different = new HashSet<>(List.of(chats));
        if (different.size() == 1) {
            return Map.of((Long) chats[0], highest);
        }
        Map<Long, Long> revs = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(REVS)) {
            SqlArrays.set(select, 1, "int4", different, id -> id);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                revs.put(row.getLong(1), row.getLong(2));
            }
        }
        return revs;
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
