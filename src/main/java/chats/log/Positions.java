package chats.log;

import chats.database.Pool;
import chats.database.SqlArrays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Reads how far chats have come, and compares that with what the caller knows, for many chats or users in one statement.
 * Takes part in no transaction.
 */
@ApplicationScoped
public class Positions {
    /** A direct chat, its users and how far it has come. */
    public record DirectPosition(long chatId, Pair pair, Position last) {}

    private static final String OF = "SELECT id, last_seq, highest_rev FROM chats_model WHERE id = ANY (?)";
    private static final String CHATS = """
            SELECT c.id FROM unnest(?, ?, ?) AS known(id, seq, rev) JOIN chats_model c USING (id)
            WHERE c.last_seq > known.seq OR c.highest_rev > known.rev
            """;
    private static final String USERS = """
            SELECT known.id FROM unnest(?, ?) AS known(id, steps)
            WHERE known.steps <> (SELECT COALESCE(sum(c.last_seq + c.highest_rev), 0) FROM chats_model c
                                  WHERE c.low_user_id = known.id OR c.high_user_id = known.id)
            """;
    private static final String DIRECT = """
            SELECT id, low_user_id, high_user_id, last_seq, highest_rev FROM chats_model
            WHERE low_user_id = ? OR high_user_id = ?
            """;

    @Inject
    @Pool(Pool.Of.CHATS)
    private DataSource database;

    /** How far each of these chats has come; those that do not exist are left out. */
    public Map<Long, Position> of(Collection<Long> chatIds) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            SqlArrays.set(select, 1, "int4", chatIds, id -> id);
            ResultSet row = select.executeQuery();
            Map<Long, Position> positions = new HashMap<>();
            while (row.next()) {
                positions.put(row.getLong(1), new Position(row.getLong(2), row.getLong(3)));
            }
            return positions;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** The chats that have come further than the caller knows. */
    public List<Long> chatsBeyond(Map<Long, Position> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(CHATS)) {
            SqlArrays.set(select, 1, "int4", known.entrySet(), Map.Entry::getKey);
            SqlArrays.set(
                    select, 2, "int8", known.entrySet(), chat -> chat.getValue().seq());
            SqlArrays.set(
                    select, 3, "int8", known.entrySet(), chat -> chat.getValue().rev());
            return ids(select.executeQuery());
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** The users for whom the sum of the highest seqs and revs of their direct chats differs from the given one. */
    public List<Long> usersBeyond(Map<Long, Long> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(USERS)) {
            SqlArrays.set(select, 1, "int4", known.entrySet(), Map.Entry::getKey);
            SqlArrays.set(select, 2, "int8", known.entrySet(), Map.Entry::getValue);
            return ids(select.executeQuery());
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** The direct chats of the user. */
    public List<DirectPosition> directOf(long userId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DIRECT)) {
            select.setInt(1, (int) userId);
            select.setInt(2, (int) userId);
            ResultSet row = select.executeQuery();
            List<DirectPosition> chats = new ArrayList<>();
            while (row.next()) {
                chats.add(new DirectPosition(
                        row.getLong(1),
                        new Pair(row.getLong(2), row.getLong(3)),
                        new Position(row.getLong(4), row.getLong(5))));
            }
            return chats;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static List<Long> ids(ResultSet row) throws SQLException {
        List<Long> ids = new ArrayList<>();
        while (row.next()) {
            ids.add(row.getLong(1));
        }
        return ids;
    }
}
