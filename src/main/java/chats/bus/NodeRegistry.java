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
 * The other nodes, as they meet in the database: each writes down that it lives and whether the bus carries what it says. A node that
 * is cut off from the bus can still store messages, which the others would not hear of; and one that has gone may have left something
 * unsaid. One that has no bus is cut off for good, and must be alone. The clock is the database's.
 */
@ApplicationScoped
public class NodeRegistry {
    // a node that comes to meet for the first time finds nothing but earlier ones
    private static final String MEET = """
            WITH me AS (
                INSERT INTO nodes (id, cut_off, has_bus, seen_at) VALUES (?, ?, ?, clock_timestamp())
                ON CONFLICT (id) DO UPDATE SET cut_off = EXCLUDED.cut_off, seen_at = EXCLUDED.seen_at),
            gone AS (DELETE FROM nodes WHERE seen_at < clock_timestamp() - interval '1 hour')
            SELECT id, cut_off, has_bus, (started_at, id) < (coalesce(
                (SELECT started_at FROM nodes WHERE id = ?), clock_timestamp()), ?) AS is_earlier
            FROM nodes WHERE id <> ? AND seen_at > clock_timestamp() - interval '3 s'
            """;

    @Inject
    @Pool(Pool.Of.CHATS)
    private DataSource database;

    private final Node node;
    private volatile Set<String> known = Set.of();
    private volatile boolean isInTheWay;
    private boolean someoneWasCutOff;

    @Inject
    NodeRegistry(Node node) {
        this.node = node;
    }

    /** For a node that meets nobody. */
    public static NodeRegistry none() {
        return new NodeRegistry(null);
    }

    /** The ids of the other nodes that live. */
    public Set<String> alive() {
        return known;
    }

    /**
     * Whether there is a node that lives and that this one, without a bus, must leave the users to: an earlier one, or one with a bus.
     * Of several nodes without a bus the earliest goes on, so that nobody takes it away by starting another.
     */
    public boolean isInTheWay() {
        return isInTheWay;
    }

    /** Meets the other nodes as one that has no bus. */
    public synchronized void meetWithoutBus() throws SQLException {
        meet(true, false);
    }

    /**
     * Meets the other nodes.
     *
     * @param cutOff whether the bus does not carry what this node says
     * @return whether there may be something that the bus has not carried
     */
    public synchronized boolean meet(boolean cutOff) throws SQLException {
        return meet(cutOff, true);
    }

    private boolean meet(boolean cutOff, boolean hasBus) throws SQLException {
        Set<String> alive = new HashSet<>();
        boolean someoneIsCutOff = cutOff;
        boolean someoneIsBefore = false;
        try (Connection connection = database.getConnection();
                PreparedStatement meet = connection.prepareStatement(MEET)) {
            meet.setString(1, node.id());
            meet.setBoolean(2, cutOff);
            meet.setBoolean(3, hasBus);
            meet.setString(4, node.id());
            meet.setString(5, node.id());
            meet.setString(6, node.id());
            ResultSet rows = meet.executeQuery();
            while (rows.next()) {
                alive.add(rows.getString("id"));
                someoneIsCutOff |= rows.getBoolean("cut_off");
                someoneIsBefore |= rows.getBoolean("has_bus") || rows.getBoolean("is_earlier");
            }
        }
        boolean missed = someoneIsCutOff || someoneWasCutOff || !alive.containsAll(known);
        someoneWasCutOff = someoneIsCutOff;
        isInTheWay = !hasBus && someoneIsBefore;
        known = alive;
        return missed;
    }
}
