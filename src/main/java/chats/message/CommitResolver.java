package chats.message;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Finds out what became of a commit that the database did not answer. PostgreSQL keeps the status of recent
 * transactions for this (its manual, "Transaction ID and Snapshot Information Functions"). But the status alone is no
 * proof: after a crash of the database, a transaction that had not reached the disk leaves no trace, and its id lies in
 * the future or belongs to another transaction. So the status only tells whether to wait. After that, the rows
 * themselves tell what was stored.
 */
@ApplicationScoped
class CommitResolver {
    private static final String STATUS = "SELECT pg_xact_status(?::xid8)";
    private static final String STORED = """
            SELECT m.id FROM unnest(?, ?, ?, ?) AS s(id, chat_id, seq, created_at)
            JOIN messages_model m USING (id, chat_id, seq, created_at)
            """;

    /** The SQL state by which PostgreSQL refuses a transaction id that lies in the future. */
    private static final String IN_THE_FUTURE = "22023";

    private final DataSource database;

    @Inject
    CommitResolver(@Pool(Pool.Of.MESSAGES) DataSource database) {
        this.database = database;
    }

    /**
     * What was stored after all; empty if the transaction was rolled back. Of changed messages it is the present state, whatever
     * has become of the transaction: that does no harm where it was announced before. Waits for the database.
     *
     * @throws SQLException the database cannot be reached, or the transaction is still in progress
     */
    List<ChatEvent> resolve(InDoubtCommit commit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (isInProgress(connection, commit.transaction())) {
                throw new SQLException("the transaction is still in progress", "57000");
            }
            Set<Long> stored = stored(connection, commit.sent());
            List<ChatEvent> events = new ArrayList<>();
            for (MessageInsert.Inserted sent : commit.sent()) {
                if (stored.contains(sent.view().id())) {
                    events.add(sent.event().forAll());
                }
            }
            events.addAll(ChatLog.changesOf(connection, commit.changed()));
            return events;
        }
    }

    private static boolean isInProgress(Connection connection, String transaction) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATUS)) {
            select.setString(1, transaction);
            ResultSet row = select.executeQuery();
            row.next();
            return "in progress".equals(row.getString(1));
        } catch (SQLException e) {
            if (IN_THE_FUTURE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Ids and seqs that were not committed may be given out again, but not at the same time. */
    private static Set<Long> stored(Connection connection, List<MessageInsert.Inserted> sent) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STORED)) {
            SqlArrays.set(select, 1, "int8", sent, message -> message.view().id());
            SqlArrays.set(select, 2, "int8", sent, message -> message.view().chatId());
            SqlArrays.set(select, 3, "int8", sent, message -> message.view().seq());
            SqlArrays.set(
                    select,
                    4,
                    "timestamp",
                    sent,
                    message -> LocalDateTime.ofInstant(message.view().createdAt(), ZoneOffset.UTC));
            ResultSet rows = select.executeQuery();
            Set<Long> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }
}
