package chats.message;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Compares the seqs that the caller knows with those in the database, for many chats or users in one statement. Takes
 * part in no transaction.
 */
@ApplicationScoped
public class LastSeqs {
    /** A direct chat, its users and its highest seq. */
    public record DirectSeq(long chatId, Pair pair, long lastSeq) {}

    private static final String CHATS = """
            SELECT c.id FROM unnest(?, ?) AS known(id, seq) JOIN chats_model c USING (id) WHERE c.last_seq > known.seq
            """;
    private static final String USERS = """
            SELECT known.id FROM unnest(?, ?) AS known(id, seqs)
            WHERE known.seqs <> (SELECT COALESCE(sum(c.last_seq), 0) FROM chats_model c
                                 WHERE c.low_user_id = known.id OR c.high_user_id = known.id)
            """;
    private static final String DIRECT =
            "SELECT id, low_user_id, high_user_id, last_seq FROM chats_model WHERE low_user_id = ? OR high_user_id = ?";

    @Inject
    @Pool(Pool.Of.CHATS)
    private DataSource database;

    /** The chats whose highest seq is above the given one. */
    public List<Long> chatsBeyond(Map<Long, Long> known) throws SQLException {
        return differing(CHATS, known);
    }

    /** The users for whom the sum of the highest seqs of their direct chats differs from the given one. */
    public List<Long> usersBeyond(Map<Long, Long> known) throws SQLException {
        return differing(USERS, known);
    }

    /** The direct chats of the user. */
    public List<DirectSeq> directOf(long userId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DIRECT)) {
            select.setInt(1, (int) userId);
            select.setInt(2, (int) userId);
            ResultSet rows = select.executeQuery();
            List<DirectSeq> chats = new ArrayList<>();
            while (rows.next()) {
                chats.add(new DirectSeq(rows.getLong(1), new Pair(rows.getLong(2), rows.getLong(3)), rows.getLong(4)));
            }
            return chats;
        }
    }

    private List<Long> differing(String sql, Map<Long, Long> known) throws SQLException {
        if (known.isEmpty()) {
            return List.of();
        }
        Object[] ids = known.keySet().toArray();
        Object[] seqs = new Object[ids.length];
        for (int i = 0; i < ids.length; i++) {
            seqs[i] = known.get(ids[i]);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("int4", ids));
            select.setArray(2, connection.createArrayOf("int8", seqs));
            ResultSet rows = select.executeQuery();
            List<Long> differing = new ArrayList<>();
            while (rows.next()) {
                differing.add(rows.getLong(1));
            }
            return differing;
        }
    }
}
