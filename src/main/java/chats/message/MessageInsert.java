package chats.message;

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

/**
 * Takes seqs for many drafts and inserts their rows: one statement for all messages to chats, and one for all whispers.
 * Taking a seq locks the row of the chat or pair until the commit, so seqs have no gaps and follow the order of
 * commits. Rows are locked in the order of their ids, so that two nodes cannot deadlock.
 */
final class MessageInsert {
    private static final String TO_CHATS = """
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

    private static final String TO_USERS = """
            WITH drafts AS (
                     SELECT *
                     FROM unnest(?, ?, ?, ?, ?, ?)
                          WITH ORDINALITY AS d(low, high, author_id, nth, message, client_message_id, position)),
                 wanted AS (SELECT low, high, max(nth) AS n FROM drafts GROUP BY low, high),
                 raised AS (
                     INSERT INTO whisper_pairs AS p (low_user_id, high_user_id, last_seq, created_at, updated_at)
                     SELECT low, high, n, now, now FROM wanted, (SELECT ?::timestamp AS now) AS t
                     ORDER BY low, high
                     ON CONFLICT (low_user_id, high_user_id)
                     DO UPDATE SET last_seq = p.last_seq + EXCLUDED.last_seq,
                                   updated_at = GREATEST(p.updated_at, EXCLUDED.updated_at)
                     RETURNING p.id, p.low_user_id AS low, p.high_user_id AS high, p.last_seq)
            INSERT INTO messages_model (whisper_pair_id, author_id, seq, message, client_message_id, created_at)
            SELECT raised.id, author_id, last_seq - n + nth, message, client_message_id, ?
            FROM drafts JOIN wanted USING (low, high) JOIN raised USING (low, high)
            ORDER BY position
            RETURNING id, seq, pg_current_xact_id()::text
            """;

    private final Connection connection;
    private final Instant now;
    private final Map<Draft, StoredMessage> sent;
    private String transaction;

    private MessageInsert(Connection connection, Instant now, Map<Draft, StoredMessage> sent) {
        this.connection = connection;
        this.now = now;
        this.sent = sent;
    }

    /**
     * Inserts the drafts, in their order within each chat and pair, and puts the stored messages into {@code sent}. A
     * draft whose chat does not exist any more is left out.
     *
     * @return the id of the transaction, by which {@code pg_xact_status} tells whether it was committed; null if
     *     nothing was inserted
     */
    static String into(Connection connection, List<Draft> drafts, Instant now, Map<Draft, StoredMessage> sent)
            throws SQLException {
        List<Draft> toChats = new ArrayList<>();
        List<Draft> toUsers = new ArrayList<>();
        drafts.forEach(draft -> (draft.target() instanceof Draft.ToChat ? toChats : toUsers).add(draft));
        MessageInsert insert = new MessageInsert(connection, now, sent);
        if (!toChats.isEmpty()) {
            insert.toChats(toChats);
        }
        if (!toUsers.isEmpty()) {
            insert.toUsers(toUsers);
        }
        return insert.transaction;
    }

    private void toChats(List<Draft> drafts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TO_CHATS)) {
            column(insert, 1, "int4", drafts, MessageInsert::chatId);
            commonColumns(insert, 2, drafts, nth(drafts, Draft::target));
            insert.setObject(7, utc());
            ResultSet rows = insert.executeQuery();
            // rows come in the order of the drafts; for a chat that does not exist there are none
            boolean more = rows.next();
            for (Draft draft : drafts) {
                if (more && rows.getLong(4) == chatId(draft)) {
                    addStored(draft, rows);
                    more = rows.next();
                }
            }
        }
    }

    private void toUsers(List<Draft> drafts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TO_USERS)) {
            column(insert, 1, "int4", drafts, draft -> pair(draft).low());
            column(insert, 2, "int4", drafts, draft -> pair(draft).high());
            commonColumns(insert, 3, drafts, nth(drafts, MessageInsert::pair));
            insert.setObject(8, utc());
            ResultSet rows = insert.executeQuery();
            for (Draft draft : drafts) {
                rows.next();
                addStored(draft, rows);
            }
        }
    }

    private void addStored(Draft draft, ResultSet row) throws SQLException {
        sent.put(draft, draft.sent(row.getLong(1), row.getLong(2), now));
        transaction = row.getString(3);
    }

    private void commonColumns(PreparedStatement insert, int from, List<Draft> drafts, Object[] nth)
            throws SQLException {
        column(insert, from, "int4", drafts, Draft::author);
        insert.setArray(from + 1, connection.createArrayOf("int4", nth));
        column(insert, from + 2, "text", drafts, Draft::message);
        column(insert, from + 3, "text", drafts, Draft::clientMessageId);
        insert.setObject(from + 4, utc());
    }

    private void column(
            PreparedStatement insert, int index, String type, List<Draft> drafts, Function<Draft, Object> value)
            throws SQLException {
        insert.setArray(
                index, connection.createArrayOf(type, drafts.stream().map(value).toArray()));
    }

    /** For each draft its number among the drafts of the same chat or pair, from 1. */
    private static Object[] nth(List<Draft> drafts, Function<Draft, Object> of) {
        Map<Object, Integer> counts = new HashMap<>();
        return drafts.stream()
                .map(draft -> counts.merge(of.apply(draft), 1, Integer::sum))
                .toArray();
    }

    private static long chatId(Draft draft) {
        return ((Draft.ToChat) draft.target()).chatId();
    }

    private static Pair pair(Draft draft) {
        return Pair.of(draft.author(), ((Draft.ToUser) draft.target()).userId());
    }

    private LocalDateTime utc() {
        return LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    }
}
