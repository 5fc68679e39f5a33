package chats.marks;

import chats.counters.Counter;
import chats.database.Pool;
import chats.database.SqlArrays;
import chats.errors.DatabaseErrors;
import chats.log.MessageRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Stores marks, many by one statement. A mark only grows, and is at most the chat's last seq. Where the last message is the user's own he has
 * read it. Rows are locked in the order of their keys, so that nodes that store the same ones do not wait for each other in a circle.
 */
@ApplicationScoped
public class MarkStore {
    /**
     * Stores what clients have set. The marks of those who are no members are left out. What was there before the statement is
     * {@code was}; another may have changed it since, while this one waited for the row. Where nothing moves, the row is stored only to end that it
     * is marked as unread.
     */
    private static final String STORE = """
            WITH asked AS (SELECT * FROM unnest(?, ?, ?) AS a(chat_id, user_id, seq)),
            chats AS MATERIALIZED (
                SELECT c.id, c.last_seq, c.low_user_id, c.high_user_id, last.author_id,
                    (SELECT count(*) FROM (SELECT FROM chats_model_users_users_model
                                           WHERE chats_model_id = c.id LIMIT %d) few) AS members
                FROM chats_model c LEFT JOIN messages_model last ON last.chat_id = c.id AND last.seq = c.last_seq
                WHERE c.id IN (SELECT chat_id FROM asked)),
            marks AS MATERIALIZED (
                SELECT a.chat_id, a.user_id, c.last_seq, c.low_user_id, c.high_user_id, c.members,
                    CASE WHEN c.author_id = a.user_id THEN c.last_seq ELSE LEAST(a.seq, c.last_seq) END AS seq
                FROM asked a JOIN chats c ON c.id = a.chat_id
                WHERE a.user_id IN (c.low_user_id, c.high_user_id)
                    OR EXISTS (SELECT FROM chats_model_users_users_model
                               WHERE chats_model_id = a.chat_id AND users_model_id = a.user_id)),
            stored AS (
                INSERT INTO read_marks AS r (chat_id, user_id, read_seq)
                SELECT chat_id, user_id, seq FROM marks ORDER BY chat_id, user_id
                ON CONFLICT (chat_id, user_id) DO UPDATE SET read_seq = GREATEST(r.read_seq, EXCLUDED.read_seq),
                    marked_unread = false WHERE r.read_seq < EXCLUDED.read_seq OR r.marked_unread
                RETURNING chat_id, user_id, read_seq, muted, pinned)
            SELECT marks.*, now.read_seq, coalesce(stored.muted, was.muted) AS muted, coalesce(stored.pinned, was.pinned) AS pinned,
                stored.chat_id IS NOT NULL AND marks.seq > coalesce(was.read_seq, 0) AS has_moved,
                stored.chat_id IS NOT NULL AND was.chat_id IS NOT NULL AND (was.marked_unread OR marks.seq <= was.read_seq) AS was_marked,
                CASE WHEN marks.last_seq > now.read_seq THEN
                    (SELECT count(*) FROM messages_model d WHERE d.chat_id = marks.chat_id AND d.seq > now.read_seq
                        AND d.seq <= marks.last_seq AND d.deleted_at IS NOT NULL) ELSE 0 END AS deleted
            FROM marks
            LEFT JOIN read_marks was ON was.chat_id = marks.chat_id AND was.user_id = marks.user_id
            LEFT JOIN stored ON stored.chat_id = marks.chat_id AND stored.user_id = marks.user_id
            CROSS JOIN LATERAL (SELECT GREATEST(marks.seq, was.read_seq, stored.read_seq) AS read_seq) now
            """.formatted(StoredMark.MOST_COUNTED);

    /**
     * Stores the marks of those who have sent: each has a seq that his chat has. Nobody waits for an answer, so nothing is counted. To send is
     * not to read what one has marked as unread.
     */
    private static final String STORE_SENT = """
            WITH stored AS (
                INSERT INTO read_marks AS r (chat_id, user_id, read_seq)
                SELECT a.chat_id, a.user_id, a.seq
                FROM unnest(?, ?, ?) AS a(chat_id, user_id, seq) JOIN chats_model c ON c.id = a.chat_id
                WHERE a.user_id IN (c.low_user_id, c.high_user_id)
                    OR EXISTS (SELECT FROM chats_model_users_users_model
                               WHERE chats_model_id = a.chat_id AND users_model_id = a.user_id)
                ORDER BY a.chat_id, a.user_id
                ON CONFLICT (chat_id, user_id) DO UPDATE SET read_seq = EXCLUDED.read_seq WHERE r.read_seq < EXCLUDED.read_seq
                RETURNING chat_id, user_id, read_seq)
            SELECT stored.*, c.low_user_id, c.high_user_id FROM stored JOIN chats_model c ON c.id = stored.chat_id
            """;

    /** Mostly the marks are there already. */
    /** So many ids are looked through by one statement. The limit lets PostgreSQL expect so few rows, and not read tables whole. */
    static final int MOST_LOOKED_THROUGH = 200;

    private static final String SENT_LATELY = """
            SELECT sent.chat_id, sent.author_id AS user_id, sent.seq
            FROM (SELECT chat_id, author_id, max(seq) AS seq
                  FROM (SELECT chat_id, author_id, seq FROM messages_model
                        WHERE id > ? AND id <= ? AND seq IS NOT NULL ORDER BY id LIMIT\s""" + MOST_LOOKED_THROUGH + """
                       ) newest
                  GROUP BY chat_id, author_id) sent
            JOIN chats_model c ON c.id = sent.chat_id
            LEFT JOIN read_marks r ON r.chat_id = sent.chat_id AND r.user_id = sent.author_id
            WHERE sent.seq > coalesce(r.read_seq, 0) AND (sent.author_id IN (c.low_user_id, c.high_user_id)
                OR EXISTS (SELECT FROM chats_model_users_users_model
                           WHERE chats_model_id = sent.chat_id AND users_model_id = sent.author_id))
            """;

    private static final String HIGHEST_MESSAGE = "SELECT coalesce(max(id), 0) FROM messages_model";

    private static final int ATTEMPTS = 4;

    private final DataSource database;

    @Inject
    MarkStore(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /**
     * Stores marks that clients have set, all or none. Waits for the database.
     *
     * @return the marks of those who are members
     */
    List<StoredMark> store(Map<MarkKey, Long> marks) throws SQLException {
        List<StoredMark> stored = store(STORE, marks, MarkStore::mark);
        Counter.MARKS_STORED.add(stored.stream().filter(StoredMark::hasChanged).count());
        return stored;
    }

    /**
     * Stores the marks of those who have sent, all or none. Waits for the database.
     *
     * @return those that have moved
     */
    List<SentMark> storeSent(Map<MarkKey, Long> marks) throws SQLException {
        List<SentMark> moved =
                store(STORE_SENT, marks, row -> new SentMark(key(row), MessageRow.pair(row), row.getLong("read_seq")));
        Counter.MARKS_STORED.add(moved.size());
        return moved;
    }

    /** Makes of a row what was stored. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> store(String sql, Map<MarkKey, Long> marks, RowReader<T> reader) throws SQLException {
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt(sql, marks, reader);
            } catch (SQLException e) {
                if (attempts == ATTEMPTS || !DatabaseErrors.deadlocked(e) && !DatabaseErrors.cutOff(e)) {
                    throw e;
                }
            }
        }
    }

    private <T> List<T> attempt(String sql, Map<MarkKey, Long> marks, RowReader<T> reader) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement store = connection.prepareStatement(sql)) {
            SqlArrays.set(store, 1, "int4", marks.keySet(), MarkKey::chatId);
            SqlArrays.set(store, 2, "int4", marks.keySet(), MarkKey::userId);
            SqlArrays.set(store, 3, "int8", marks.values(), seq -> seq);
            ResultSet row = store.executeQuery();
            List<T> stored = new ArrayList<>();
            while (row.next()) {
                stored.add(reader.read(row));
            }
            return stored;
        }
    }

    private static MarkKey key(ResultSet row) throws SQLException {
        return new MarkKey(row.getLong("chat_id"), row.getLong("user_id"));
    }

    private static StoredMark mark(ResultSet row) throws SQLException {
        Preferences before =
                new Preferences(row.getBoolean("muted"), row.getBoolean("pinned"), row.getBoolean("was_marked"));
        Preferences now = before.read();
        return new StoredMark(
                key(row),
                MessageRow.pair(row),
                row.getInt("members"),
                row.getBoolean("has_moved"),
                now.equals(before) ? null : now,
                ReadState.of(row.getLong("read_seq"), row.getLong("last_seq"), row.getLong("deleted"), now),
                Set.of());
    }

    /** The highest id of all messages. */
    long highestMessage() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(HIGHEST_MESSAGE)) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** The members whose last message with an id above the one and up to the other is above their mark, with its seq. */
    Map<MarkKey, Long> sentLately(long aboveId, long upToId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SENT_LATELY)) {
            select.setLong(1, aboveId);
            select.setLong(2, upToId);
            ResultSet row = select.executeQuery();
            Map<MarkKey, Long> sent = new HashMap<>();
            while (row.next()) {
                sent.put(key(row), row.getLong("seq"));
            }
            return sent;
        }
    }
}
