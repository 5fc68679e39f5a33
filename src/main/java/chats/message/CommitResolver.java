package chats.message;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
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
            SELECT m.id
            FROM unnest(?, ?, ?, ?) AS s(id, author_id, seq, message)
            JOIN messages_model m USING (id, author_id, seq, message)
            """;

    /** The SQL state by which PostgreSQL refuses a transaction id that lies in the future. */
    private static final String IN_THE_FUTURE = "22023";

    private final DataSource database;

    @Inject
    CommitResolver(@Pool(Pool.Of.MESSAGES) DataSource database) {
        this.database = database;
    }

    /**
     * The messages that were stored after all; empty if the transaction was rolled back. Waits for the database.
     *
     * @throws SQLException the database cannot be reached, or the transaction is still in progress
     */
    List<StoredMessage> resolve(InDoubtCommit commit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (isInProgress(connection, commit.transaction())) {
                throw new SQLException("the transaction is still in progress", "57000");
            }
            Set<Long> stored = stored(connection, commit.sent());
            return commit.sent().stream()
                    .filter(sent -> stored.contains(sent.view().id()))
                    .toList();
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

    private static Set<Long> stored(Connection connection, List<StoredMessage> sent) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STORED)) {
            select.setArray(
                    1, numbers(connection, sent, message -> message.view().id()));
            select.setArray(
                    2,
                    numbers(connection, sent, message -> message.view().author().id()));
            select.setArray(3, numbers(connection, sent, StoredMessage::seq));
            select.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            sent.stream()
                                    .map(message -> message.view().message())
                                    .toArray()));
            ResultSet rows = select.executeQuery();
            Set<Long> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private static java.sql.Array numbers(
            Connection connection, List<StoredMessage> sent, ToLongFunction<StoredMessage> number) throws SQLException {
        return connection.createArrayOf(
                "int8", sent.stream().mapToLong(number).boxed().toArray());
    }
}
