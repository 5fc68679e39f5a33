package chats.writer;

import chats.database.SqlArrays;
import chats.log.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sender's own id for a message; a sender uses each id for one message only. */
record ClientId(long author, String id) {
    private static final String KNOWN = KnownMessage.select("author_id, client_message_id");

    /** The draft's id, or null if it has none. */
    static ClientId of(MessageDraft draft) {
        return draft.clientMessageId() == null ? null : new ClientId(draft.author(), draft.clientMessageId());
    }

    /** What is stored already under the drafts' ids; ids under which nothing is stored are left out. */
    static Map<ClientId, KnownMessage> known(Connection connection, List<MessageDraft> drafts) throws SQLException {
        List<ClientId> ids = drafts.stream()
                .filter(draft -> draft.clientMessageId() != null)
                .map(ClientId::of)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<ClientId, KnownMessage> known = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            SqlArrays.set(select, 1, "int4", ids, ClientId::author);
            SqlArrays.set(select, 2, "text", ids, ClientId::id);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                KnownMessage message = KnownMessage.read(row);
                Message view = message.view();
                known.put(new ClientId(view.author().id(), view.clientMessageId()), message);
            }
        }
        return known;
    }
}
