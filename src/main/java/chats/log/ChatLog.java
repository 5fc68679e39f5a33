package chats.log;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads what happened in a chat, messages and changes in their one order. Each message is read as it is now, and each changed one has
 * one change, its latest. One statement reads one state of the database. Takes part in no transaction.
 */
@ApplicationScoped
public class ChatLog {
    /**
     * A part of what happened.
     *
     * @param last how far the chat had come when this was read
     * @param isComplete whether there was no more up to {@code last}
     */
    public record Part(List<ChatEvent> events, Position last, boolean isComplete) {}

    /**
     * The changes of messages, as clients see them: ascending by rev, each message once.
     *
     * @param lastRev the highest rev there is at the time of the read, whatever the part holds
     */
    public record Changes(List<MessageChange> data, long lastRev) {}

    private static final String AFTER = "SELECT e.*, u.nickname, c.low_user_id, c.high_user_id, c.last_seq, c.last_rev"
            + " FROM chats_model c LEFT JOIN LATERAL ("
            + "(SELECT NULL::bigint AS rev, NULL::bigint AS after_seq, " + MessageRow.COLUMNS
            + " FROM messages_model m WHERE m.chat_id = c.id AND m.seq > ? ORDER BY m.seq LIMIT ?)"
            + " UNION ALL (SELECT ch.rev, ch.after_seq, " + MessageRow.COLUMNS
            + " FROM changes ch JOIN messages_model m ON m.chat_id = ch.chat_id AND m.seq = ch.seq"
            + " WHERE ch.chat_id = c.id AND ch.rev > ? AND ch.seq <= ? ORDER BY ch.rev LIMIT ?)"
            + ") e ON true LEFT JOIN users_model u ON u.id = e.author_id WHERE c.id = ?"
            + " ORDER BY e.rev NULLS FIRST, e.seq";

    private final DataSource database;

    @Inject
    public ChatLog(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /**
     * What happened after a position.
     *
     * @param limit messages at most, and changes at most
     */
    public Part after(long chatId, Position after, int limit) {
        Rows rows = read(chatId, after, limit, Long.MAX_VALUE, limit);
        return rows.part(after.rev(), limit);
    }

    /**
     * The changes above a rev, ascending.
     *
     * @param target only those of messages up to this seq
     */
    public Changes changes(long chatId, long afterRev, long target, int limit) {
        Rows rows = read(chatId, new Position(0, afterRev), 0, target, limit);
        return new Changes(rows.changes(), rows.last().rev());
    }

    private Rows read(long chatId, Position after, int messages, long target, int changes) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(AFTER)) {
            select.setLong(1, after.seq());
            select.setInt(2, messages);
            select.setLong(3, after.rev());
            select.setLong(4, target);
            select.setInt(5, changes);
            select.setInt(6, (int) chatId);
            return Rows.of(select.executeQuery());
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static MessageChange change(ResultSet row) throws SQLException {
        return new MessageChange(
                row.getLong("chat_id"), row.getLong("rev"), row.getLong("after_seq"), MessageRow.read(row));
    }

    private record Rows(List<Message> messages, List<MessageChange> changes, Position last) {
        static Rows of(ResultSet row) throws SQLException {
            List<Message> messages = new ArrayList<>();
            List<MessageChange> changes = new ArrayList<>();
            Position last = Position.START;
            while (row.next()) {
                last = new Position(row.getLong("last_seq"), row.getLong("last_rev"));
                if (row.getObject("rev") != null) {
                    changes.add(change(row));
                } else if (row.getObject("seq") != null) {
                    messages.add(MessageRow.read(row));
                }
            }
            return new Rows(messages, changes, last);
        }

        /**
         * Of both lists what comes before the end of either, where it was cut.
         *
         * @param afterRev the rev after which they were read
         */
        Part part(long afterRev, int limit) {
            boolean allMessages = messages.size() < limit;
            boolean allChanges = changes.size() < limit;
            long lastSeq = allChanges ? Long.MAX_VALUE : changes.get(limit - 1).afterSeq();
            long nextSeq =
                    allMessages ? Long.MAX_VALUE : messages.get(limit - 1).seq() + 1;
            List<ChatEvent> events = new ArrayList<>();
            int next = 0;
            long rev = afterRev;
            for (MessageChange change : changes) {
                while (next < messages.size() && messages.get(next).seq() <= change.afterSeq()) {
                    events.add(StoredMessage.read(messages.get(next++), rev));
                }
                if (change.afterSeq() < nextSeq) {
                    events.add(StoredChange.of(change));
                    rev = change.rev();
                }
            }
            while (next < messages.size() && messages.get(next).seq() <= lastSeq) {
                events.add(StoredMessage.read(messages.get(next++), rev));
            }
            return new Part(events, last, allMessages && allChanges);
        }
    }
}
