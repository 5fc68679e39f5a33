package chats.blocks;

import chats.database.ChangeTrail;
import chats.database.Pool;
import chats.database.SqlArrays;
import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The table of blocks. Takes part in the caller's transaction, if there is one. */
@ApplicationScoped
class BlockTable {
    /** Users from whom a user may be hidden. If there are more, he is hidden from everybody. */
    static final int MOST_HIDDEN = 10_000;

    private static final String OF = """
            SELECT of.id, hidden.other FROM unnest(?) AS of (id) CROSS JOIN LATERAL (
                (SELECT blocked_id AS other FROM blocks WHERE user_id = of.id LIMIT %1$d)
                UNION ALL (SELECT user_id FROM blocks WHERE blocked_id = of.id LIMIT %1$d)) hidden
            """.formatted(MOST_HIDDEN + 1);

    private static final String BLOCKERS =
            "SELECT user_id FROM blocks WHERE blocked_id = ? AND user_id = ANY (?) ORDER BY user_id";

    /** Lets those wait for each other that add to one user's blocks, so that none counts too few. Nobody else waits. */
    private static final String LOCK = "SELECT FROM users_model WHERE id = ? FOR NO KEY UPDATE";

    private static final String ADD = """
            INSERT INTO blocks (user_id, blocked_id, at)
            SELECT ?, ?, timezone('utc', clock_timestamp()) WHERE (SELECT count(*) FROM blocks WHERE user_id = ?) < ?
            ON CONFLICT DO NOTHING
            """;

    private static final String HAS = "SELECT FROM blocks WHERE user_id = ? AND blocked_id = ?";
    private static final String REMOVE = "DELETE FROM blocks WHERE user_id = ? AND blocked_id = ?";
    private static final String LIST =
            "SELECT blocked_id FROM blocks WHERE user_id = ? ORDER BY at DESC, blocked_id DESC";

    private final DataSource database;
    private final DataSource ownConnections;

    @Inject
    BlockTable(
            @Pool(Pool.Of.CHATS_OF_THE_TRANSACTION) DataSource database,
            @Pool(Pool.Of.CHATS) DataSource ownConnections) {
        this.database = database;
        this.ownConnections = ownConnections;
    }

    /** Of those whose blocks have changed, in either direction. */
    ChangeTrail trail() {
        return new ChangeTrail(ownConnections, "block_changes");
    }

    /** From whom each of these users is hidden. */
    Map<Long, UserBlocks> of(Collection<Long> users) {
        Map<Long, List<Long>> others = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            SqlArrays.set(select, 1, "int8", users, id -> id);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                others.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getLong(2));
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
        Map<Long, UserBlocks> found = new HashMap<>();
        for (long user : users) {
            List<Long> hidden = others.getOrDefault(user, List.of());
            found.put(user, hidden.size() > MOST_HIDDEN ? UserBlocks.TOO_MANY : UserBlocks.of(hidden));
        }
        return found;
    }

    /** Those of these users who block that one, by ascending id. */
    Set<Long> blockers(long userId, Collection<Long> among) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BLOCKERS)) {
            select.setInt(1, (int) userId);
            SqlArrays.set(select, 2, "int8", among, id -> id);
            ResultSet row = select.executeQuery();
            Set<Long> blockers = new LinkedHashSet<>();
            while (row.next()) {
                blockers.add(row.getLong(1));
            }
            return blockers;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Adds a block.
     *
     * @param most how many the user may have
     * @return whether it is there now
     * @throws ChatsException {@code user_not_found} if the user to be blocked was deleted meanwhile
     */
    @Transactional
    boolean add(long userId, long blockedId, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK);
                PreparedStatement add = connection.prepareStatement(ADD)) {
            lock.setInt(1, (int) userId);
            lock.executeQuery();
            add.setInt(1, (int) userId);
            add.setInt(2, (int) blockedId);
            add.setInt(3, (int) userId);
            add.setInt(4, most);
            return add.executeUpdate() > 0 || has(connection, userId, blockedId);
        } catch (SQLException e) {
            if (DatabaseErrors.isNotThere(e)) {
                throw new ChatsException(ErrorCode.USER_NOT_FOUND);
            }
            throw new PersistenceException(e);
        }
    }

    private static boolean has(Connection connection, long userId, long blockedId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HAS)) {
            select.setInt(1, (int) userId);
            select.setInt(2, (int) blockedId);
            return select.executeQuery().next();
        }
    }

    void remove(long userId, long blockedId) {
        try (Connection connection = database.getConnection();
                PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setInt(1, (int) userId);
            remove.setInt(2, (int) blockedId);
            remove.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Whom the user blocks, the newest block first. */
    List<Long> blockedBy(long userId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setInt(1, (int) userId);
            ResultSet row = select.executeQuery();
            List<Long> users = new ArrayList<>();
            while (row.next()) {
                users.add(row.getLong(1));
            }
            return users;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
