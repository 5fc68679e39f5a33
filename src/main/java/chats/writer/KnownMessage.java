package chats.writer;

import chats.database.SqlArrays;
import chats.log.Message;
import chats.log.MessageChange;
import chats.log.MessageRow;
import chats.log.Position;
import chats.log.StoredMessageChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A message that is stored, with what is kept of the text that was sent first.
 *
 * @param sentHash the {@link TextHash} of that text; null unless the message was edited and its sender may send it again
 * @param changedAt the position of its latest change that was committed; null if there is none
 * @param removedRev the chat's last removal when it was read
 */
record KnownMessage(Message view, byte[] sentHash, Position changedAt, long removedRev) {
    private static final String AT = select("chat_id, seq");

    /** A statement that finds messages by an array for each of two columns, for {@link #read}. */
    static String select(String columns) {
        return "SELECT " + MessageRow.WITH_USERS + ", m.sent_hash, ch.rev, ch.after_seq, c.removed_rev"
                + " FROM unnest(?, ?) AS wanted(" + columns + ") JOIN messages_model m USING (" + columns + ")" + """
                 JOIN users_model u ON u.id = m.author_id
                JOIN chats_model c ON c.id = m.chat_id
                LEFT JOIN changes ch ON ch.chat_id = m.chat_id AND ch.seq = m.seq
                """;
    }

    /** The messages at these places; those that do not exist are left out. */
    static List<KnownMessage> at(Connection connection, Collection<MessagePlace> places) throws SQLException {
        if (places.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(AT)) {
            SqlArrays.set(select, 1, "int4", places, MessagePlace::chatId);
            SqlArrays.set(select, 2, "int8", places, MessagePlace::seq);
            ResultSet row = select.executeQuery();
            List<KnownMessage> messages = new ArrayList<>();
            while (row.next()) {
                messages.add(read(row));
            }
            return messages;
        }
    }

    static KnownMessage read(ResultSet row) throws SQLException {
        Message view = MessageRow.read(row);
        byte[] hash = row.getBytes("sent_hash");
        long rev = row.getLong("rev");
        Position changedAt = row.wasNull() ? null : new Position(row.getLong("after_seq"), rev);
        return new KnownMessage(view, hash, changedAt, row.getLong("removed_rev"));
    }

    /** Its latest change that was committed; null if there is none. */
    StoredMessageChange change() {
        return changedAt == null
                ? null
                : StoredMessageChange.of(new MessageChange(view.chatId(), changedAt.rev(), changedAt.seq(), view));
    }

    /** Its latest change, if that is its deletion; else null. */
    StoredMessageChange deletion() {
        return view.deletedAt() == null ? null : change();
    }

    /** Whether this text was sent first. After a deletion nothing is left to compare with, and any text will do. */
    boolean mayHaveSaid(String text) {
        if (view.deletedAt() != null) {
            return true;
        }
        return sentHash == null ? view.message().equals(text) : Arrays.equals(sentHash, TextHash.of(text));
    }
}
