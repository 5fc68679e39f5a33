package chats.writer;

import chats.database.SqlArrays;
import chats.database.Utc;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.log.Position;
import chats.log.Reaction;
import chats.log.StoredMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stores the changes of one batch, in its transaction: first the rows of all chats of the batch are locked, then each change
 * is applied in memory to what the one before has left, and at the end each changed message is written once. Revs are taken
 * under the same lock as seqs, so they have no gaps and follow the order of commits.
 */
final class ChangeStore {
    private static final String LOCK = """
            SELECT id, last_seq, highest_rev, pg_current_xact_id()::text, removed_rev FROM chats_model WHERE id = ANY (?)
            ORDER BY id FOR NO KEY UPDATE
            """;
    private static final String WRITE = """
            UPDATE messages_model m
            SET message = s.message, edited_at = s.edited_at, deleted_at = s.deleted_at, sent_hash = s.sent_hash,
                reactions = s.reactions
            FROM unnest(?, ?, ?, ?, ?, ?) AS s(id, message, edited_at, deleted_at, sent_hash, reactions)
            WHERE m.id = s.id
            """;

    /** A message that was changed before has a row: it moves to the latest rev. */
    private static final String WRITE_REVS = """
            WITH stored AS (
                INSERT INTO changes (chat_id, rev, after_seq, seq) SELECT * FROM unnest(?, ?, ?, ?)
                ON CONFLICT (chat_id, seq) DO UPDATE SET rev = EXCLUDED.rev, after_seq = EXCLUDED.after_seq
                RETURNING chat_id, rev)
            UPDATE chats_model c SET highest_rev = last.rev
            FROM (SELECT chat_id, max(rev) AS rev FROM stored GROUP BY chat_id) last WHERE c.id = last.chat_id
            """;

    /** Of a chat without admins, all members. Nobody is one in the chat of two users. */
    private static final String ADMINS = """
            SELECT m.chats_model_id, m.users_model_id FROM unnest(?, ?) AS asked(chat_id, user_id)
            JOIN chats_model_users_users_model m ON m.chats_model_id = asked.chat_id AND m.users_model_id = asked.user_id
            WHERE m.is_admin OR NOT EXISTS (
                SELECT FROM chats_model_users_users_model a WHERE a.chats_model_id = m.chats_model_id AND a.is_admin)
            """;

    private record Admin(long chatId, long userId) {}

    private final Set<Admin> admins = new HashSet<>();
    private final Map<Long, Position> positions = new HashMap<>();
    private final Map<Long, Long> removals = new HashMap<>();
    private final Map<MessagePlace, ChangedMessage> messages = new HashMap<>();
    private final ClientChanges clientChanges = new ClientChanges();
    private final Instant now;
    private String transaction;

    private ChangeStore(Instant now) {
        this.now = now;
    }

    /** Locks the chats of the batch, in the order in which {@link MessageInsert} does. */
    static ChangeStore lock(Connection connection, Collection<Long> chatIds, Instant now) throws SQLException {
        ChangeStore store = new ChangeStore(now);
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            SqlArrays.set(select, 1, "int4", new TreeSet<>(chatIds), id -> id);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                store.positions.put(row.getLong(1), new Position(row.getLong(2), row.getLong(3)));
                store.transaction = row.getString(4);
                store.removals.put(row.getLong(1), row.getLong(5));
            }
        }
        return store;
    }

    /** The transaction's id, as {@code pg_xact_status} takes it; null if none of the chats exists. */
    String transaction() {
        return transaction;
    }

    /** Whether somebody was removed from the chat since the draft's author was known to be a member. */
    boolean wasRemovedSince(Draft draft) {
        return removals.getOrDefault(draft.chatId(), draft.knownRemoval()) != draft.knownRemoval();
    }

    /** How far the chat has come with what was applied; null if it does not exist. */
    Position position(long chatId) {
        return positions.get(chatId);
    }

    /** Reads what the changes are about; called after the messages of the batch were inserted. */
    void read(Connection connection, List<ChangeDraft> drafts) throws SQLException {
        List<MessagePlace> places =
                drafts.stream().map(ChangeDraft::place).distinct().toList();
        for (KnownMessage message : KnownMessage.at(connection, places)) {
            messages.put(MessagePlace.of(message.view()), new ChangedMessage(message));
        }
        clientChanges.read(connection, drafts);
        readAdmins(
                connection,
                drafts.stream()
                        .filter(draft -> draft.change().isForAdmins() && isOfAnother(draft))
                        .toList());
    }

    private boolean isOfAnother(ChangeDraft draft) {
        ChangedMessage message = messages.get(draft.place());
        return message != null && message.view().author().id() != draft.author();
    }

    private void readAdmins(Connection connection, List<ChangeDraft> drafts) throws SQLException {
        if (!drafts.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(ADMINS)) {
                SqlArrays.set(select, 1, "int4", drafts, ChangeDraft::chatId);
                SqlArrays.set(select, 2, "int4", drafts, ChangeDraft::author);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    admins.add(new Admin(row.getLong(1), row.getLong(2)));
                }
            }
        }
    }

    private Actor actor(ChangeDraft draft) {
        return new Actor(draft.author(), admins.contains(new Admin(draft.chatId(), draft.author())));
    }

    /**
     * A message of the batch was stored: later changes of the batch come after it.
     *
     * @return the rev after which the message comes
     */
    long messageStored(StoredMessage message) {
        long rev = positions.get(message.chatId()).rev();
        positions.put(message.chatId(), new Position(message.seq(), rev));
        return rev;
    }

    /** The message as the changes that were applied have left it. */
    KnownMessage now(KnownMessage stored) {
        ChangedMessage changed = messages.get(MessagePlace.of(stored.view()));
        return changed == null ? stored : changed.known();
    }

    /**
     * Applies a change. It finds a message of this batch only if that comes before it.
     *
     * @throws ChatsException why it is refused
     */
    BatchStore.Outcome apply(ChangeDraft draft) {
        Change change = draft.change();
        Position last = positions.get(change.chatId());
        ChangedMessage target = messages.get(draft.place());
        if (last == null) {
            throw new ChatsException(ErrorCode.CHAT_NOT_FOUND);
        }
        if (target == null || change.seq() > last.seq()) {
            throw new ChatsException(ErrorCode.MESSAGE_NOT_FOUND);
        }
        boolean changes = !clientChanges.isRepeat(draft, target.isDeleted()) && target.apply(change, actor(draft), now);
        clientChanges.remember(draft);
        if (!changes) {
            return BatchStore.Outcome.known(draft, target.known());
        }
        Position next = new Position(last.seq(), last.rev() + 1);
        positions.put(change.chatId(), next);
        return BatchStore.Outcome.changed(draft, target.changedAt(next));
    }

    /** Writes what was changed, once for each message and chat. */
    void write(Connection connection) throws SQLException {
        List<ChangedMessage> changed =
                messages.values().stream().filter(ChangedMessage::isChanged).toList();
        if (!changed.isEmpty()) {
            writeMessages(connection, changed);
            writeRevs(connection, changed);
        }
        clientChanges.write(connection);
        ClientChanges.forget(
                connection, changed.stream().filter(ChangedMessage::isDeleted).toList());
    }

    private static void writeMessages(Connection connection, List<ChangedMessage> changed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(WRITE)) {
            SqlArrays.set(update, 1, "int8", changed, each -> each.view().id());
            SqlArrays.set(update, 2, "text", changed, each -> each.view().message());
            SqlArrays.set(
                    update,
                    3,
                    "timestamp",
                    changed,
                    each -> Utc.local(each.view().editedAt()));
            SqlArrays.set(
                    update,
                    4,
                    "timestamp",
                    changed,
                    each -> Utc.local(each.view().deletedAt()));
            SqlArrays.setBytes(update, 5, changed, ChangedMessage::sentHash);
            SqlArrays.set(
                    update,
                    6,
                    "text",
                    changed,
                    each -> Reaction.column(each.view().reactions()));
            update.executeUpdate();
        }
    }

    private static void writeRevs(Connection connection, List<ChangedMessage> changed) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(WRITE_REVS)) {
            SqlArrays.set(upsert, 1, "int4", changed, each -> each.view().chatId());
            SqlArrays.set(upsert, 2, "int8", changed, each -> each.at().rev());
            SqlArrays.set(upsert, 3, "int8", changed, each -> each.at().seq());
            SqlArrays.set(upsert, 4, "int8", changed, each -> each.view().seq());
            upsert.executeUpdate();
        }
    }
}
