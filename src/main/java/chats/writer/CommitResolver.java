package chats.writer;

import chats.database.Pool;
import chats.database.SqlArrays;
import chats.database.Utc;
import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.Message;
import chats.log.MessagePlace;
import chats.log.MessageRow;
import chats.log.StoredChange;
import chats.log.StoredMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** Ids and seqs that were not committed may be given out again, but not at the same time. */
    private static final String STORED = "SELECT " + MessageRow.WITH_USERS + """
             FROM unnest(?, ?, ?, ?) AS s(id, chat_id, seq, created_at)
            JOIN messages_model m USING (id, chat_id, seq, created_at)
            JOIN users_model u ON u.id = m.author_id
            JOIN chats_model c ON c.id = m.chat_id
            """;

    /** The SQL state by which PostgreSQL refuses a transaction id that lies in the future. */
    private static final String IN_THE_FUTURE = "22023";

    private final DataSource database;

    @Inject
    CommitResolver(@Pool(Pool.Of.MESSAGES) DataSource database) {
        this.database = database;
    }

    /**
     * What was stored after all, in its order and as it is now; empty if the transaction was rolled back. It goes to the senders'
     * sockets too, since they could not be answered. Waits for the database.
     *
     * @throws SQLException the database cannot be reached, or the transaction is still in progress
     */
    List<ChatEvent> resolve(InDoubtCommit commit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (isInProgress(connection, commit.transaction())) {
                throw new SQLException("the transaction is still in progress", "57000");
            }
            List<ChatEvent> events = new ArrayList<>(messages(connection, commit.sent()));
            events.addAll(changes(connection, commit.changed()));
            events.sort(Comparator.comparingLong(ChatEvent::chatId).thenComparing(ChatEvent.ORDER));
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

    private static List<StoredMessage> messages(Connection connection, List<MessageInsert.Inserted> sent)
            throws SQLException {
        Map<Long, Long> revs = new HashMap<>();
        sent.forEach(message -> revs.put(message.view().id(), message.event().rev()));
        try (PreparedStatement select = connection.prepareStatement(STORED)) {
            SqlArrays.set(select, 1, "int8", sent, message -> message.view().id());
            SqlArrays.set(select, 2, "int8", sent, message -> message.view().chatId());
            SqlArrays.set(select, 3, "int8", sent, message -> message.view().seq());
            SqlArrays.set(
                    select,
                    4,
                    "timestamp",
                    sent,
                    message -> Utc.local(message.view().createdAt()));
            ResultSet row = select.executeQuery();
            List<StoredMessage> stored = new ArrayList<>();
            while (row.next()) {
                Message view = MessageRow.read(row);
                stored.add(StoredMessage.read(view, revs.get(view.id())));
            }
            return stored;
        }
    }

    /** A row with a lower rev is older than the commit, which therefore was rolled back. */
    private static List<StoredChange> changes(Connection connection, Map<MessagePlace, Long> changed)
            throws SQLException {
        return ChatLog.changesOf(connection, changed.keySet()).stream()
                .filter(change -> change.rev() >= changed.get(MessagePlace.of(change.message())))
                .map(StoredChange::of)
                .toList();
    }
}
