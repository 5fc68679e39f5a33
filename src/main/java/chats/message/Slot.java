package chats.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in a chat or in a pair's whispers. Taking one locks the chat's row until the commit, so the seqs of a chat are gapless
 * and in the order of their commits; rows are locked in the order of their ids, so two nodes never wait for each other.
 */
record Slot(Long chatId, Long pairId, long seq) {
    private static final String RAISE_CHATS = """
            WITH wanted AS (SELECT * FROM unnest(?, ?) AS w(id, n)),
                 locked AS (SELECT c.id FROM chats_model c JOIN wanted USING (id) ORDER BY c.id FOR NO KEY UPDATE OF c)
            UPDATE chats_model c
            SET last_seq = c.last_seq + wanted.n, updated_at = GREATEST(c.updated_at, ?)
            FROM wanted JOIN locked USING (id)
            WHERE c.id = wanted.id
            RETURNING c.id, c.last_seq - wanted.n
            """;

    private static final String RAISE_PAIRS = """
            INSERT INTO whisper_pairs AS p (low_user_id, high_user_id, last_seq, created_at, updated_at)
            SELECT low, high, n, now, now FROM unnest(?, ?, ?) AS w(low, high, n), (SELECT ?::timestamp AS now) AS t
            ORDER BY low, high
            ON CONFLICT (low_user_id, high_user_id)
            DO UPDATE SET last_seq = p.last_seq + EXCLUDED.last_seq, updated_at = GREATEST(p.updated_at, EXCLUDED.updated_at)
            RETURNING p.low_user_id, p.high_user_id, p.id, p.last_seq
            """;

    /** A slot for each draft, in their order; none for a draft whose chat does not exist any more. */
    static Map<Draft, Slot> take(Connection connection, List<Draft> drafts, Instant now) throws SQLException {
        Map<Long, List<Draft>> byChat = new LinkedHashMap<>();
        Map<Pair, List<Draft>> byPair = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.target() instanceof Draft.ToChat to) {
                byChat.computeIfAbsent(to.chatId(), id -> new ArrayList<>()).add(draft);
            } else if (draft.target() instanceof Draft.ToUser to) {
                byPair.computeIfAbsent(Pair.of(draft.author(), to.userId()), pair -> new ArrayList<>())
                        .add(draft);
            }
        }
        Map<Draft, Slot> taken = new HashMap<>();
        LocalDateTime utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        if (!byChat.isEmpty()) {
            raiseChats(connection, byChat, utc, taken);
        }
        if (!byPair.isEmpty()) {
            raisePairs(connection, byPair, utc, taken);
        }
        Map<Draft, Slot> inOrder = new LinkedHashMap<>();
        drafts.stream().filter(taken::containsKey).forEach(draft -> inOrder.put(draft, taken.get(draft)));
        return inOrder;
    }

    private static void raiseChats(
            Connection connection, Map<Long, List<Draft>> byChat, LocalDateTime now, Map<Draft, Slot> taken)
            throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE_CHATS)) {
            raise.setArray(1, connection.createArrayOf("int4", byChat.keySet().toArray()));
            raise.setArray(2, counts(connection, byChat));
            raise.setObject(3, now);
            ResultSet rows = raise.executeQuery();
            while (rows.next()) {
                long chatId = rows.getLong(1);
                long seq = rows.getLong(2);
                for (Draft draft : byChat.get(chatId)) {
                    taken.put(draft, new Slot(chatId, null, ++seq));
                }
            }
        }
    }

    private static void raisePairs(
            Connection connection, Map<Pair, List<Draft>> byPair, LocalDateTime now, Map<Draft, Slot> taken)
            throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE_PAIRS)) {
            raise.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", byPair.keySet().stream().map(Pair::low).toArray()));
            raise.setArray(
                    2,
                    connection.createArrayOf(
                            "int4", byPair.keySet().stream().map(Pair::high).toArray()));
            raise.setArray(3, counts(connection, byPair));
            raise.setObject(4, now);
            ResultSet rows = raise.executeQuery();
            while (rows.next()) {
                List<Draft> drafts = byPair.get(new Pair(rows.getLong(1), rows.getLong(2)));
                long pairId = rows.getLong(3);
                long seq = rows.getLong(4) - drafts.size();
                for (Draft draft : drafts) {
                    taken.put(draft, new Slot(null, pairId, ++seq));
                }
            }
        }
    }

    private static java.sql.Array counts(Connection connection, Map<?, List<Draft>> drafts) throws SQLException {
        return connection.createArrayOf(
                "int4", drafts.values().stream().map(List::size).toArray());
    }
}
