package chats.chat;

import chats.log.Message;
import chats.log.MessageRow;
import chats.log.Pair;
import chats.users.User;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A chat as {@link ChatViews} reads it: users by their ids.
 *
 * @param lastMessage the newest message, whose author has no nickname yet, or null
 */
record ChatRow(
        long id,
        Pair pair,
        String name,
        String history,
        Instant createdAt,
        Instant updatedAt,
        long lastSeq,
        long lastRev,
        List<Long> members,
        List<Long> admins,
        Message lastMessage) {

    static ChatRow of(ResultSet row) throws SQLException {
        Pair pair = MessageRow.pair(row);
        return new ChatRow(
                row.getLong("id"),
                pair,
                row.getString("name"),
                row.getString("history"),
                MessageRow.time(row, "created_at"),
                MessageRow.time(row, "updated_at"),
                row.getLong("last_seq"),
                row.getLong("highest_rev"),
                pair == null ? ids(row, "members") : pair.users(),
                pair == null ? ids(row, "admins") : List.of(),
                row.getObject("message_id") == null
                        ? null
                        : MessageRow.read(row, pair, new User(row.getLong("author_id"), null)));
    }

    /** The members and the author of the last message. */
    Stream<Long> userIds() {
        return lastMessage == null
                ? members.stream()
                : Stream.concat(members.stream(), Stream.of(lastMessage.author().id()));
    }

    Chat toChat(Map<Long, User> users) {
        return new Chat(
                id,
                (pair == null ? ChatKind.ROOM : ChatKind.DIRECT).code(),
                null,
                name,
                history,
                createdAt,
                updatedAt,
                lastSeq,
                lastRev,
                lastMessage == null
                        ? null
                        : lastMessage.by(users.get(lastMessage.author().id())),
                members.stream().map(users::get).toList(),
                admins,
                null);
    }

    private static List<Long> ids(ResultSet row, String column) throws SQLException {
        Array ids = row.getArray(column);
        return ids == null
                ? List.of()
                : Stream.of((Number[]) ids.getArray()).map(Number::longValue).toList();
    }
}
