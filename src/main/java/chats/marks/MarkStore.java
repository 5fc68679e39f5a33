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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Stores marks, many by one statement. A mark only grows, and is at most the chat's last seq. Where the last message is the user's own he has
 * read it. Rows are locked in the order of their keys, so that nodes that store the same ones do not wait for each other in a circle.
 */
@ApplicationScoped
public class MarkStore {
    /**
     * Stores what clients have set. The marks of those who are no members are left out. What was there before the statement is
     * in {@code marks}; another may have changed it since, while this one waited for the row. A chat that was marked as unread stays so if
     * that is younger than the read, by the clock of the database. Where nothing moves, the row is stored only to end that.
     */
    private static final String STORE =
            """
            WITH asked AS (SELECT * FROM unnest(?, ?, ?, ?) AS a(chat_id, user_id, seq, age_us)),
            chats AS MATERIALIZED (
                SELECT c.id, c.last_seq, c.low_user_id, c.high_user_id, last.author_id,
                    (SELECT count(*) FROM (SELECT FROM chats_model_users_users_model
                                           WHERE chats_model_id = c.id LIMIT %d) few) AS members
                FROM chats_model c LEFT JOIN messages_model last ON last.chat_id = c.id AND last.seq = c.last_seq
                WHERE c.id IN (SELECT chat_id FROM asked)),
            marks AS MATERIALIZED (
                SELECT a.chat_id, a.user_id, c.last_seq, c.low_user_id, c.high_user_id, c.members,
                    CASE WHEN c.author_id = a.user_id THEN c.last_seq ELSE LEAST(a.seq, c.last_seq) END AS seq,
                    was.read_seq AS was_read_seq, was.muted AS was_muted, was.pinned AS was_pinned,
                    CASE WHEN was.marked_unread_at <= statement_timestamp() - a.age_us * interval '1 microsecond'
                        THEN was.marked_unread_at END AS ends
                FROM asked a JOIN chats c ON c.id = a.chat_id
                LEFT JOIN read_marks was ON was.chat_id = a.chat_id AND was.user_id = a.user_id
                WHERE a.user_id IN (c.low_user_id, c.high_user_id)
                    OR EXISTS (SELECT FROM chats_model_users_users_model
                               WHERE chats_model_id = a.chat_id AND users_model_id = a.user_id)),
            stored AS (
                INSERT INTO read_marks AS r (chat_id, user_id, read_seq, marked_unread_at)
                SELECT chat_id, user_id, seq, ends FROM marks ORDER BY chat_id, user_id
                ON CONFLICT (chat_id, user_id) DO UPDATE SET read_seq = GREATEST(r.read_seq, EXCLUDED.read_seq),
                    marked_unread_at = NULLIF(r.marked_unread_at, EXCLUDED.marked_unread_at)
                    WHERE r.read_seq < EXCLUDED.read_seq OR r.marked_unread_at = EXCLUDED.marked_unread_at
                RETURNING chat_id, user_id, read_seq, muted, pinned, marked_unread_at)
            SELECT marks.*, now.read_seq, coalesce(stored.muted, was_muted) AS muted, coalesce(stored.pinned, was_pinned) AS pinned,
                stored.chat_id IS NOT NULL AND marks.seq > coalesce(was_read_seq, 0) AS has_moved,
                stored.chat_id IS NOT NULL AND stored.marked_unread_at IS NULL AND ends IS NOT NULL AS has_ended,
                %s AS deleted
            FROM marks
            LEFT JOIN stored ON stored.chat_id = marks.chat_id AND stored.user_id = marks.user_id
            CROSS JOIN LATERAL (SELECT GREATEST(marks.seq, was_read_seq, stored.read_seq) AS read_seq) now
            """.formatted(StoredMark.MOST_COUNTED, ReadState.deleted("marks.chat_id", "marks.last_seq"));

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

    /** So many ids are looked through by one statement. The limit lets PostgreSQL expect so few rows, and not read tables whole. */
    static final int MOST_LOOKED_THROUGH = 200;

    /** Mostly the marks are there already. */
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
    private final KeptStates kept;

    @Inject
    MarkStore(@Pool(Pool.Of.CHATS) DataSource database, KeptStates kept) {
        this.database = database;
        this.kept = kept;
    }

    /**
     * Stores marks that clients have set, all or none. Waits for the database.
     *
     * @return the marks of those who are members
     */
    List<StoredMark> store(Map<MarkKey, AskedMark> marks) throws SQLException {
        List<StoredMark> stored = store(STORE, statement -> set(statement, marks), MarkStore::mark);
        forgetKept(marks.keySet());
        Counter.MARKS_STORED.add(stored.stream().filter(StoredMark::hasChanged).count());
        return stored;
    }

    /**
     * Stores the marks of those who have sent, all or none. Waits for the database.
     *
     * @return those that have moved
     */
    List<SentMark> storeSent(Map<MarkKey, Long> marks) throws SQLException {
        List<SentMark> moved = store(
                STORE_SENT,
                statement -> set(statement, marks.keySet(), marks.values()),
                row -> new SentMark(key(row), MessageRow.pair(row), row.getLong("read_seq")));
        forgetKept(marks.keySet());
        Counter.MARKS_STORED.add(moved.size());
        return moved;
    }

    private void forgetKept(Collection<MarkKey> keys) {
        kept.forget(keys.stream().map(MarkKey::userId).collect(Collectors.toSet()));
    }

    /** Makes of a row what was stored. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Sets the parameters of a statement. */
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private <T> List<T> store(String sql, Parameters parameters, RowReader<T> reader) throws SQLException {
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt(sql, parameters, reader);
            } catch (SQLException e) {
                if (attempts == ATTEMPTS || !DatabaseErrors.deadlocked(e) && !DatabaseErrors.cutOff(e)) {
                    throw e;
                }
            }
        }
    }

    private <T> List<T> attempt(String sql, Parameters parameters, RowReader<T> reader) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement store = connection.prepareStatement(sql)) {
            parameters.set(store);
            ResultSet row = store.executeQuery();
            List<T> stored = new ArrayList<>();
            while (row.next()) {
                stored.add(reader.read(row));
            }
            return stored;
        }
    }

    private static void set(PreparedStatement statement, Map<MarkKey, AskedMark> marks) throws SQLException {
        set(
                statement,
                marks.keySet(),
                marks.values().stream().map(AskedMark::seq).toList());
        long now = System.nanoTime();
        SqlArrays.set(statement, 4, "int8", marks.values(), mark -> TimeUnit.NANOSECONDS.toMicros(now - mark.at()));
    }

    private static void set(PreparedStatement statement, Collection<MarkKey> keys, Collection<Long> seqs)
            throws SQLException {
        SqlArrays.set(statement, 1, "int4", keys, MarkKey::chatId);
        SqlArrays.set(statement, 2, "int4", keys, MarkKey::userId);
        SqlArrays.set(statement, 3, "int8", seqs, seq -> seq);
    }

    private static MarkKey key(ResultSet row) throws SQLException {
        return new MarkKey(row.getLong("chat_id"), row.getLong("user_id"));
    }

    private static StoredMark mark(ResultSet row) throws SQLException {
        Preferences before =
                new Preferences(row.getBoolean("muted"), row.getBoolean("pinned"), row.getBoolean("has_ended"));
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
