package chats.writer;

import chats.database.SqlArrays;
import chats.database.Utc;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.log.ChatChange;
import chats.log.Position;
import chats.log.StoredChatChange;
import chats.marks.MemberMarks;
import chats.users.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stores a change of a chat itself, the last of its batch, whose rows of chats are locked. It takes the next rev like a change of a message. In
 * the table of changes the chat has one row, which moves to the latest rev.
 */
final class ChatUpdateStore {
    private static final String CHAT = "SELECT name, low_user_id IS NULL FROM chats_model WHERE id = ?";
    private static final String MEMBERS =
            "SELECT users_model_id, is_admin FROM chats_model_users_users_model WHERE chats_model_id = ?";
    private static final String REMOVE = """
            WITH gone AS (
                DELETE FROM chats_model_users_users_model WHERE chats_model_id = ? AND users_model_id = ANY (?)
                RETURNING chats_model_id, users_model_id, joined_seq, joined_rev)
            INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at, removed_by)
            SELECT chats_model_id, users_model_id, joined_seq, joined_rev, ?, ?, ?, ? FROM gone
            """;
    private static final String ADD = """
            INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id, joined_seq, joined_rev, joined_at)
            SELECT ?, added, ?, ?, ? FROM unnest(?) AS added
            """;
    private static final String ADMINS = """
            UPDATE chats_model_users_users_model SET is_admin = NOT is_admin
            WHERE chats_model_id = ? AND is_admin <> (users_model_id = ANY (?))
            """;
    private static final String WRITE = """
            WITH change AS (
                INSERT INTO changes (chat_id, rev, after_seq, seq, actor_id) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (chat_id, seq) DO UPDATE
                SET rev = EXCLUDED.rev, after_seq = EXCLUDED.after_seq, actor_id = EXCLUDED.actor_id
                RETURNING chat_id, rev)
            UPDATE chats_model c
            SET name = ?, highest_rev = change.rev, removed_rev = CASE WHEN ? THEN change.rev ELSE removed_rev END
            FROM change WHERE c.id = change.chat_id
            """;
    private static final String NICKNAMES = "SELECT id, nickname FROM users_model WHERE id = ANY (?) ORDER BY id";

    private final Connection connection;
    private final ChangeStore changes;
    private final Instant now;

    /** @param changes knows how far the chat has come */
    ChatUpdateStore(Connection connection, ChangeStore changes, Instant now) {
        this.connection = connection;
        this.changes = changes;
        this.now = now;
    }

    /**
     * Stores the change.
     *
     * @throws ChatsException why it is refused; nothing was written
     */
    BatchStore.Outcome apply(ChatUpdateDraft draft) throws SQLException {
        ChatUpdate update = draft.update();
        Position last = changes.position(update.chatId());
        if (last == null) {
            throw new ChatsException(ErrorCode.CHAT_NOT_FOUND);
        }
        ChatState before = read(update.chatId(), draft.author());
        ChatState after = update.applyTo(before, draft.author());
        if (after.equals(before)) {
            return BatchStore.Outcome.unchanged(draft, change(draft, after, last, List.of(), List.of()));
        }
        Set<Long> added = without(after.members(), before.members());
        Set<Long> removed = without(before.members(), after.members());
        Position next = new Position(last.seq(), last.rev() + 1);
        remove(draft, next, removed);
        add(update.chatId(), next, added);
        writeAdmins(update.chatId(), after);
        write(draft, next, after, !removed.isEmpty());
        return BatchStore.Outcome.changed(draft, change(draft, after, next, users(added), List.copyOf(removed)));
    }

    private static ChatChange change(
            ChatUpdateDraft draft, ChatState chat, Position at, List<User> added, List<Long> removed) {
        return new ChatChange(
                draft.chatId(),
                at.rev(),
                at.seq(),
                draft.author(),
                chat.name(),
                List.copyOf(chat.admins()),
                added,
                removed);
    }

    /** Whose ids these are is asked before: nobody learns of a direct chat whether it is one. */
    private ChatState read(long chatId, long userId) throws SQLException {
        String name;
        boolean isRoom;
        try (PreparedStatement select = connection.prepareStatement(CHAT)) {
            select.setInt(1, (int) chatId);
            ResultSet row = select.executeQuery();
            row.next();
            name = row.getString(1);
            isRoom = row.getBoolean(2);
        }
        if (!isRoom) {
            throw new ChatsException(ErrorCode.FORBIDDEN, "The chat of two users cannot be changed.");
        }
        Set<Long> members = new TreeSet<>();
        Set<Long> admins = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            select.setInt(1, (int) chatId);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                members.add(row.getLong(1));
                if (row.getBoolean(2)) {
                    admins.add(row.getLong(1));
                }
            }
        }
        if (!members.contains(userId)) {
            throw new ChatsException(ErrorCode.NOT_A_MEMBER);
        }
        return new ChatState(name, members, admins);
    }

    private static Set<Long> without(Set<Long> ids, Set<Long> others) {
        Set<Long> rest = new TreeSet<>(ids);
        rest.removeAll(others);
        return rest;
    }

    private void remove(ChatUpdateDraft draft, Position at, Set<Long> users) throws SQLException {
        if (!users.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
                delete.setInt(1, (int) draft.chatId());
                SqlArrays.set(delete, 2, "int4", users, id -> id);
                delete.setLong(3, at.seq());
                delete.setLong(4, at.rev());
                delete.setObject(5, Utc.local(now));
                delete.setInt(6, (int) draft.author());
                delete.executeUpdate();
            }
            MemberMarks.removed(connection, draft.chatId(), users);
        }
    }

    private void add(long chatId, Position at, Set<Long> users) throws SQLException {
        if (!users.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(ADD)) {
                insert.setInt(1, (int) chatId);
                insert.setLong(2, at.seq());
                insert.setLong(3, at.rev());
                insert.setObject(4, Utc.local(now));
                SqlArrays.set(insert, 5, "int4", users, id -> id);
                insert.executeUpdate();
            }
            MemberMarks.added(connection, chatId, users, at.seq());
        }
    }

    private void writeAdmins(long chatId, ChatState chat) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADMINS)) {
            update.setInt(1, (int) chatId);
            SqlArrays.set(update, 2, "int4", chat.admins(), id -> id);
            update.executeUpdate();
        }
    }

    private void write(ChatUpdateDraft draft, Position at, ChatState chat, boolean removes) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(WRITE)) {
            upsert.setInt(1, (int) draft.chatId());
            upsert.setLong(2, at.rev());
            upsert.setLong(3, at.seq());
            upsert.setLong(4, StoredChatChange.NO_MESSAGE);
            upsert.setInt(5, (int) draft.author());
            upsert.setString(6, chat.name());
            upsert.setBoolean(7, removes);
            upsert.executeUpdate();
        }
    }

    private List<User> users(Set<Long> ids) throws SQLException {
        List<User> users = new ArrayList<>();
        if (!ids.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(NICKNAMES)) {
                SqlArrays.set(select, 1, "int4", ids, id -> id);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    users.add(new User(row.getLong(1), row.getString(2)));
                }
            }
        }
        return users;
    }
}
