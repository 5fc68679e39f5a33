package chats.chat;

import chats.message.Message;
import chats.users.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A chat as {@link ChatViews} reads it: users by their ids.
 *
 * @param lastMessage the newest message, or null
 */
record ChatRow(
        long id,
        String name,
        Instant createdAt,
        Instant updatedAt,
        long lastSeq,
        List<Long> members,
        LastMessage lastMessage) {

    record LastMessage(long id, long author, String message, String clientMessageId, Instant createdAt) {}

    static ChatRow of(ResultSet row) throws SQLException {
        List<Long> members = Stream.of((Number[]) row.getArray("members").getArray())
                .map(Number::longValue)
                .toList();
        return new ChatRow(
                row.getLong("id"),
                row.getString("name"),
                time(row, "created_at"),
                time(row, "updated_at"),
                row.getLong("last_seq"),
                members,
                lastMessage(row));
    }

    /** The members and the author of the last message. */
    Stream<Long> userIds() {
        return lastMessage == null
                ? members.stream()
                : Stream.concat(members.stream(), Stream.of(lastMessage.author()));
    }

    Chat toChat(Map<Long, User> users) {
        return new Chat(
                id,
                name,
                createdAt,
                updatedAt,
                lastSeq,
                lastMessage == null ? null : message(users),
                members.stream().map(users::get).toList());
    }

    private Message message(Map<Long, User> users) {
        return new Message(
                lastMessage.id(),
                id,
                lastSeq,
                users.get(lastMessage.author()),
                lastMessage.message(),
                lastMessage.clientMessageId(),
                lastMessage.createdAt());
    }

    private static LastMessage lastMessage(ResultSet row) throws SQLException {
        long id = row.getLong("message_id");
        if (row.wasNull()) {
            return null;
        }
        return new LastMessage(
                id,
                row.getLong("author_id"),
                row.getString("message"),
                row.getString("client_message_id"),
                time(row, "sent_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
