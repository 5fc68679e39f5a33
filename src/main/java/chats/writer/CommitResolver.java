package chats.writer;

import chats.database.Pool;
import chats.log.ChatChange;
import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.StoredChatChange;
import chats.log.StoredMessage;
import chats.log.StoredMessageChange;
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
            events.addAll(chatChanges(connection, commit.changed()));
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

    /** After a rollback another message may get this seq and id, but it has another time. */
    private static List<StoredMessage> messages(Connection connection, List<MessageInsert.Inserted> sent)
            throws SQLException {
        Map<MessagePlace, MessageInsert.Inserted> places = new HashMap<>();
        sent.forEach(message -> places.put(MessagePlace.of(message.view()), message));
        List<StoredMessage> stored = new ArrayList<>();
        for (KnownMessage known : KnownMessage.at(connection, places.keySet())) {
            MessageInsert.Inserted mine = places.get(MessagePlace.of(known.view()));
            if (known.view().id() == mine.view().id()
                    && known.view().createdAt().equals(mine.view().createdAt())) {
                stored.add(StoredMessage.read(known.view(), mine.event().rev()));
            }
        }
        return stored;
    }

    /** A row with a lower rev is older than the commit, which therefore was rolled back. */
    private static List<StoredMessageChange> changes(Connection connection, Map<MessagePlace, Long> changed)
            throws SQLException {
        return KnownMessage.at(connection, changed.keySet()).stream()
                .filter(message -> message.changedAt() != null
                        && message.changedAt().rev() >= changed.get(MessagePlace.of(message.view())))
                .map(KnownMessage::change)
                .toList();
    }

    /** Where another one came since, rooms find this one in the database when they hear of that. */
    private static List<StoredChatChange> chatChanges(Connection connection, Map<MessagePlace, Long> changed)
            throws SQLException {
        List<StoredChatChange> stored = new ArrayList<>();
        for (Map.Entry<MessagePlace, Long> change : changed.entrySet()) {
            if (change.getKey().seq() == StoredChatChange.NO_MESSAGE) {
                ChatChange now = ChatLog.chatChange(connection, change.getKey().chatId(), change.getValue() - 1);
                if (now != null && now.rev() == change.getValue()) {
                    stored.add(now.event());
                }
            }
        }
        return stored;
    }
}
