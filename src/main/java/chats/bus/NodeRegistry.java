package chats.bus;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The nodes that are alive. Each node writes a heartbeat to a table of the database, and whether the bus carries its
 * messages. A node that is cut off from the bus can still store messages that the others are not told of, and a node
 * that has stopped may have failed to send its last ones. A node without a bus always counts as cut off, and must be
 * the only node. All times are by the database's clock.
 *
 * <p>The lock of the heartbeat methods is held across a database access; no other lock is taken inside it.
 */
@ApplicationScoped
public class NodeRegistry {
    // The first heartbeat of a node finds no own row; then every other live node counts as earlier.
    private static final String HEARTBEAT = """
            WITH me AS (
                INSERT INTO nodes (id, cut_off, has_bus, seen_at) VALUES (?, ?, ?, clock_timestamp())
                ON CONFLICT (id) DO UPDATE SET cut_off = EXCLUDED.cut_off, seen_at = EXCLUDED.seen_at),
            gone AS (DELETE FROM nodes WHERE seen_at < clock_timestamp() - interval '1 hour')
            SELECT id, cut_off, has_bus, (started_at, id) < (coalesce(
                (SELECT started_at FROM nodes WHERE id = ?), clock_timestamp()), ?) AS is_earlier
            FROM nodes WHERE id <> ? AND seen_at > clock_timestamp() - interval '3 s'
            """;

    private final Node node;
    private final DataSource database;
    private volatile Set<String> known = Set.of();
    private volatile boolean hasConflict;
    private boolean anyWasCutOff;

    @Inject
    NodeRegistry(Node node, @Pool(Pool.Of.CHATS) DataSource database) {
        this.node = node;
        this.database = database;
    }

    /** A registry without other nodes, for tests. */
    public static NodeRegistry none() {
        return new NodeRegistry(null, null);
    }

    /** The ids of the other live nodes, as of the last heartbeat. */
    public Set<String> alive() {
        return known;
    }

    /**
     * Whether this node has no bus and another live node has priority: one with a bus, or one that was started earlier.
     * So of several nodes without a bus the earliest goes on, and starting another one does not disturb it.
     */
    public boolean hasConflict() {
        return hasConflict;
    }

    /** Writes the heartbeat of a node that has no bus. */
    public synchronized void heartbeatWithoutBus() throws SQLException {
        heartbeat(true, false);
    }

    /**
     * Writes this node's heartbeat and reads those of the others.
     *
     * @param cutOff whether the bus does not carry this node's messages at present
     * @return whether messages of any node may have been lost
     */
    public synchronized boolean heartbeat(boolean cutOff) throws SQLException {
        return heartbeat(cutOff, true);
    }

    private boolean heartbeat(boolean cutOff, boolean hasBus) throws SQLException {
        Set<String> alive = new HashSet<>();
        boolean anyIsCutOff = cutOff;
        boolean anyHasPriority = false;
        try (Connection connection = database.getConnection();
                PreparedStatement heartbeat = connection.prepareStatement(HEARTBEAT)) {
            heartbeat.setString(1, node.id());
            heartbeat.setBoolean(2, cutOff);
            heartbeat.setBoolean(3, hasBus);
            heartbeat.setString(4, node.id());
            heartbeat.setString(5, node.id());
            heartbeat.setString(6, node.id());
            ResultSet rows = heartbeat.executeQuery();
            while (rows.next()) {
                alive.add(rows.getString("id"));
                anyIsCutOff |= rows.getBoolean("cut_off");
                anyHasPriority |= rows.getBoolean("has_bus") || rows.getBoolean("is_earlier");
            }
        }
        boolean missed = anyIsCutOff || anyWasCutOff || !alive.containsAll(known);
        anyWasCutOff = anyIsCutOff;
        hasConflict = !hasBus && anyHasPriority;
        known = alive;
        return missed;
    }
}
