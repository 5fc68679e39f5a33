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
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads what happened in a chat, messages and changes in their one order. Each message is read as it is now, and each changed one has
 * one change, its latest. One statement reads one state of the database; who came and went until then is read behind it. Takes part in no
 * transaction.
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
     * Changes as clients see them: ascending by rev, each message once, and the chat itself once.
     *
     * @param lastRev the highest rev there is at the time of the read, whatever the part holds
     */
    public record Changes(List<ClientChange> data, long lastRev) {}

    private static final String AFTER =
            "SELECT e.*, u.nickname, c.low_user_id, c.high_user_id, c.last_seq, c.highest_rev,"
                    + " c.name FROM chats_model c LEFT JOIN LATERAL ("
                    + "(SELECT NULL::bigint AS rev, NULL::bigint AS after_seq, NULL::bigint AS actor_id, "
                    + MessageRow.COLUMNS
                    + " FROM messages_model m WHERE m.chat_id = c.id AND m.seq > ? ORDER BY m.seq LIMIT ?)"
                    + " UNION ALL (SELECT ch.rev, ch.after_seq, ch.actor_id, " + MessageRow.COLUMNS
                    + " FROM changes ch LEFT JOIN messages_model m ON m.chat_id = ch.chat_id AND m.seq = ch.seq"
                    + " WHERE ch.chat_id = c.id AND ch.rev > ? AND ch.seq <= ? AND (ch.seq > ? OR ch.seq = 0) ORDER BY ch.rev LIMIT ?)"
                    + ") e ON true LEFT JOIN users_model u ON u.id = e.author_id WHERE c.id = ?"
                    + " ORDER BY e.rev NULLS FIRST, e.seq";
    private static final String ADMINS = "SELECT users_model_id FROM chats_model_users_users_model"
            + " WHERE chats_model_id = ? AND is_admin ORDER BY users_model_id";

    private final DataSource database;

    @Inject
    public ChatLog(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /**
     * What happened after a position. Each coming and going of members is one change in its own place, so whoever hears a part of this
     * may go on from there.
     *
     * @param limit messages at most, and changes at most
     */
    public Part after(long chatId, Position after, int limit) {
        try (Connection connection = database.getConnection()) {
            Rows rows = read(connection, chatId, after, limit, 0, Long.MAX_VALUE, limit);
            List<ClientChange> changes = new ArrayList<>(rows.messageChanges());
            if (rows.chat() != null || rows.isCut()) {
                Stays stays = Stays.since(connection, chatId, after.rev());
                changes.addAll(rows.chatChanges(admins(connection, chatId), stays, chatId));
                changes.sort(Comparator.comparingLong(ClientChange::rev));
            }
            List<ClientChange> first = changes.subList(0, Math.min(changes.size(), limit));
            return rows.part(first, !rows.isCut() && first.size() == changes.size(), after.rev());
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * A page of the changes above a rev, ascending. Who came and went up to its end is in it, also if the chat was changed once more
     * after that: a reader who has the page may go on from there.
     *
     * @param membersRev the rev from which on it is told who was added and removed
     * @param aboveTarget those of messages above this seq
     * @param upToTarget and up to this one
     * @param upToRev and no later ones than this
     */
    public Changes changes(
            long chatId, long afterRev, long membersRev, long aboveTarget, long upToTarget, long upToRev, int limit) {
        try (Connection connection = database.getConnection()) {
            Rows rows = read(connection, chatId, new Position(0, afterRev), 0, aboveTarget, upToTarget, limit);
            Stays stays = rows.isCut() || rows.chat() != null ? Stays.since(connection, chatId, membersRev) : null;
            List<ClientChange> page = new ArrayList<>(rows.messageChanges());
            List<Long> admins = stays == null ? List.of() : admins(connection, chatId);
            if (rows.chat() != null) {
                page.add(rows.chat().change(chatId, admins, stays, membersRev));
            }
            long end = rows.isCut() ? Math.min(upToRev, rows.end()) : upToRev;
            page.removeIf(change -> change.rev() > end);
            boolean isTold = stays == null || rows.chat() != null && rows.chat().rev() <= end;
            List<Position> moments = isTold ? List.of() : stays.moments(end);
            if (!moments.isEmpty()) {
                ChatRow last = ChatRow.at(moments.get(moments.size() - 1), rows.name());
                page.add(last.change(chatId, admins, stays, membersRev));
            }
            page.sort(Comparator.comparingLong(ClientChange::rev));
            return new Changes(
                    page.subList(0, Math.min(page.size(), limit)), rows.last().rev());
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** The latest change of the chat itself, summed up from a rev on; null if there is none above that. */
    public static ChatChange chatChange(Connection connection, long chatId, long afterRev) throws SQLException {
        Rows rows = read(connection, chatId, new Position(0, afterRev), 0, 0, 0, 1);
        return rows.chat() == null
                ? null
                : rows.chat()
                        .change(
                                chatId,
                                admins(connection, chatId),
                                Stays.since(connection, chatId, afterRev),
                                afterRev);
    }

    private static Rows read(
            Connection connection,
            long chatId,
            Position after,
            int messages,
            long aboveTarget,
            long upToTarget,
            int changes)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AFTER)) {
            select.setLong(1, after.seq());
            select.setInt(2, messages);
            select.setLong(3, after.rev());
            select.setLong(4, upToTarget);
            select.setLong(5, aboveTarget);
            select.setInt(6, changes);
            select.setInt(7, (int) chatId);
            return Rows.of(select.executeQuery(), changes);
        }
    }

    private static List<Long> admins(Connection connection, long chatId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADMINS)) {
            select.setInt(1, (int) chatId);
            ResultSet row = select.executeQuery();
            List<Long> admins = new ArrayList<>();
            while (row.next()) {
                admins.add(row.getLong(1));
            }
            return admins;
        }
    }

    private static MessageChange change(ResultSet row) throws SQLException {
        return new MessageChange(
                row.getLong("chat_id"), row.getLong("rev"), row.getLong("after_seq"), MessageRow.read(row));
    }

    /** The latest change of the chat itself, as its row has it. */
    private record ChatRow(long rev, long afterSeq, Long actor, String name) {
        static ChatRow of(ResultSet row) throws SQLException {
            long actor = row.getLong("actor_id");
            return new ChatRow(
                    row.getLong("rev"), row.getLong("after_seq"), row.wasNull() ? null : actor, row.getString("name"));
        }

        static ChatRow at(Position moment, String name) {
            return new ChatRow(moment.rev(), moment.seq(), null, name);
        }

        /** @param fromRev who came and went since that one is told */
        ChatChange change(long chatId, List<Long> admins, Stays stays, long fromRev) {
            return new ChatChange(
                    chatId, rev, afterSeq, actor, name, admins, stays.added(fromRev, rev), stays.removed(fromRev, rev));
        }
    }

    /**
     * @param chat the latest change of the chat itself; null if there is none, or none up to where the changes are cut
     * @param limit so many changes were read at most; and messages, if any were
     */
    private record Rows(
            List<Message> messages,
            List<MessageChange> messageChanges,
            ChatRow chat,
            String name,
            Position last,
            int limit) {
        static Rows of(ResultSet row, int limit) throws SQLException {
            List<Message> messages = new ArrayList<>();
            List<MessageChange> changes = new ArrayList<>();
            ChatRow chat = null;
            Position last = Position.START;
            String name = null;
            while (row.next()) {
                last = new Position(row.getLong("last_seq"), row.getLong("highest_rev"));
                name = row.getString("name");
                if (row.getObject("rev") == null) {
                    if (row.getObject("seq") != null) {
                        messages.add(MessageRow.read(row));
                    }
                } else if (row.getObject("seq") == null) {
                    chat = ChatRow.of(row);
                } else {
                    changes.add(change(row));
                }
            }
            return new Rows(messages, changes, chat, name, last, limit);
        }

        /** Whether there may be more changes than were read. */
        boolean isCut() {
            return messageChanges.size() + (chat == null ? 0 : 1) == limit;
        }

        /** Up to this rev, all changes were read. */
        long end() {
            long ofMessages = messageChanges.isEmpty()
                    ? 0
                    : messageChanges.get(messageChanges.size() - 1).rev();
            return isCut() ? Math.max(ofMessages, chat == null ? 0 : chat.rev()) : last.rev();
        }

        /** The changes of the chat itself: one for each of the first times that members came or went, and the latest. */
        List<ClientChange> chatChanges(List<Long> admins, Stays stays, long chatId) {
            List<ChatRow> changes = new ArrayList<>();
            stays.moments(end()).stream()
                    .filter(moment -> chat == null || moment.rev() < chat.rev())
                    .limit(limit)
                    .forEach(moment -> changes.add(ChatRow.at(moment, name)));
            if (chat != null) {
                changes.add(chat);
            }
            return changes.stream()
                    .<ClientChange>map(change -> change.change(chatId, admins, stays, change.rev() - 1))
                    .toList();
        }

        /**
         * Of messages and changes what comes before the end of either, where it was cut.
         *
         * @param changes by rev
         * @param allChanges whether there are no more
         * @param afterRev the rev after which they were read
         */
        Part part(List<ClientChange> changes, boolean allChanges, long afterRev) {
            boolean allMessages = messages.size() < limit;
            long lastSeq = allChanges
                    ? Long.MAX_VALUE
                    : changes.get(changes.size() - 1).afterSeq();
            long nextSeq =
                    allMessages ? Long.MAX_VALUE : messages.get(limit - 1).seq() + 1;
            List<ChatEvent> events = new ArrayList<>();
            int next = 0;
            long rev = afterRev;
            for (ClientChange change : changes) {
                while (next < messages.size() && messages.get(next).seq() <= change.afterSeq()) {
                    events.add(StoredMessage.read(messages.get(next++), rev));
                }
                if (change.afterSeq() < nextSeq) {
                    events.add(change.event());
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
