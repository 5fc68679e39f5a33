package chats.writer;

import chats.database.SqlArrays;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The users' own ids for the changes of one batch, those that were stored before and those that come with it. */
final class ClientChanges {
    private static final String KNOWN = """
            SELECT author_id, client_change_id, chat_id, seq, text_hash
            FROM unnest(?, ?) AS wanted(author_id, client_change_id) JOIN edits USING (author_id, client_change_id)
            """;
    private static final String WRITE = """
            INSERT INTO edits (author_id, client_change_id, chat_id, seq, text_hash) SELECT * FROM unnest(?, ?, ?, ?, ?)
            """;
    private static final String FORGET = """
            UPDATE edits e SET text_hash = NULL FROM unnest(?, ?) AS gone(chat_id, seq)
            WHERE e.chat_id = gone.chat_id AND e.seq = gone.seq
            """;

    private record Id(long author, String id) {
        static Id of(ChangeDraft draft) {
            return new Id(draft.author(), draft.change().clientChangeId());
        }
    }

    /** @param textHash null once the message was deleted */
    private record Sent(Id id, MessagePlace place, byte[] textHash) {
        boolean is(ChangeDraft draft, boolean isDeleted) {
            return place.equals(draft.place())
                    && (isDeleted
                            || Arrays.equals(
                                    textHash, TextHash.of(draft.change().text())));
        }
    }

    private final Map<Id, Sent> known = new HashMap<>();
    private final Map<Id, Sent> fresh = new LinkedHashMap<>();

    void read(Connection connection, List<ChangeDraft> drafts) throws SQLException {
        List<Id> ids = drafts.stream()
                .filter(draft -> draft.change().clientChangeId() != null)
                .map(Id::of)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            SqlArrays.set(select, 1, "int4", ids, Id::author);
            SqlArrays.set(select, 2, "text", ids, Id::id);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Id id = new Id(row.getLong(1), row.getString(2));
                known.put(id, new Sent(id, new MessagePlace(row.getLong(3), row.getLong(4)), row.getBytes(5)));
            }
        }
    }

    /**
     * Whether this change was stored before.
     *
     * @param isDeleted whether its message has been deleted: any text will do then
     *
     * @throws ChatsException {@code conflict} if its id was used for another one
     */
    boolean isRepeat(ChangeDraft draft, boolean isDeleted) {
        Sent before = known.get(Id.of(draft));
        if (before != null && !before.is(draft, isDeleted)) {
            throw new ChatsException(ErrorCode.CONFLICT, "This clientChangeId was used for another change.");
        }
        return before != null;
    }

    /** Remembers the id of a change that was not refused, also of one that changed nothing. */
    void remember(ChangeDraft draft) {
        Id id = Id.of(draft);
        if (id.id() != null && !known.containsKey(id)) {
            Sent sent = new Sent(id, draft.place(), TextHash.of(draft.change().text()));
            known.put(id, sent);
            fresh.put(id, sent);
        }
    }

    void write(Connection connection) throws SQLException {
        if (!fresh.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
                SqlArrays.set(
                        insert, 1, "int4", fresh.values(), sent -> sent.id().author());
                SqlArrays.set(
                        insert, 2, "text", fresh.values(), sent -> sent.id().id());
                SqlArrays.set(
                        insert, 3, "int4", fresh.values(), sent -> sent.place().chatId());
                SqlArrays.set(
                        insert, 4, "int8", fresh.values(), sent -> sent.place().seq());
                SqlArrays.setBytes(insert, 5, fresh.values(), Sent::textHash);
                insert.executeUpdate();
            }
        }
    }

    /** Drops what is kept of the texts of these messages, which were deleted. */
    static void forget(Connection connection, List<ChangedMessage> deleted) throws SQLException {
        if (!deleted.isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement(FORGET)) {
                SqlArrays.set(update, 1, "int4", deleted, each -> each.view().chatId());
                SqlArrays.set(update, 2, "int8", deleted, each -> each.view().seq());
                update.executeUpdate();
            }
        }
    }
}
