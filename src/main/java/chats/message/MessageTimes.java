package chats.message;

import chats.database.Pool;
import chats.database.Utc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Finds where in a chat a time is. There is no index on times, since each message would pay for it. But times rise with
 * seqs, so the database halves the range of seqs until one is left: by one statement, which reads twenty rows of a chat
 * of a million messages. Where the clocks of nodes differ, or one was set back, a few times fall; then the place is one
 * of those at which the time is passed.
 */
@ApplicationScoped
class MessageTimes {
    private static final String FIRST_NOT_BEFORE = """
            WITH RECURSIVE search(low, high) AS (
                SELECT 1::bigint, ?::bigint + 1
                UNION ALL
                SELECT CASE WHEN middle.created_at < ? THEN middle.seq + 1 ELSE low END,
                       CASE WHEN middle.created_at < ? THEN high ELSE (low + high) / 2 END
                FROM search LEFT JOIN LATERAL (
                    SELECT seq, created_at FROM messages_model
                    WHERE chat_id = ? AND seq >= (low + high) / 2 ORDER BY seq LIMIT 1) middle ON true
                WHERE low < high)
            SELECT low FROM search WHERE low >= high
            """;

    private final DataSource database;

    @Inject
    MessageTimes(@Pool(Pool.Of.CHATS_OF_THE_TRANSACTION) DataSource database) {
        this.database = database;
    }

    /**
     * The seq of the first message of the chat that was sent at this time or later; above {@code lastSeq} if there is
     * none. Seqs may be missing.
     */
    long firstNotBefore(long chatId, long lastSeq, Instant time) {
        try (Connection connection = database.getConnection();
                PreparedStatement search = connection.prepareStatement(FIRST_NOT_BEFORE)) {
            search.setLong(1, lastSeq);
            search.setObject(2, Utc.local(time));
            search.setObject(3, Utc.local(time));
            search.setInt(4, (int) chatId);
            ResultSet found = search.executeQuery();
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
