package chats.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.schema.TestDatabase;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nodes on one database, each with a registry of its own. */
class NodeRegistryTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final NodeRegistry first = node("first");
    private final NodeRegistry second = node("second");
    private final NodeRegistry third = node("third");

    private NodeRegistry node(String id) {
        return new NodeRegistry(new Node(id, id), database.dataSource());
    }

    @Test
    void ofNodesWithoutABusTheEarliestServesAndTheNextOneWhenItHasGone() throws SQLException {
        first.heartbeatWithoutBus();
        second.heartbeatWithoutBus();
        third.heartbeatWithoutBus();
        assertConflicts(false, true, true);

        first.heartbeatWithoutBus();
        second.heartbeatWithoutBus();
        assertConflicts(false, true, true);

        goes("first");
        second.heartbeatWithoutBus();
        third.heartbeatWithoutBus();
        assertFalse(second.hasConflict());
        assertTrue(third.hasConflict());
        assertEquals(Set.of("third"), second.alive());
    }

    @Test
    void aNodeWithoutABusLeavesTheUsersToNodesThatHearOneAnotherHoweverLateTheseCome() throws SQLException {
        first.heartbeatWithoutBus();
        second.heartbeat(false);
        third.heartbeat(false);
        first.heartbeatWithoutBus();
        assertConflicts(true, false, false);

        goes("second");
        goes("third");
        first.heartbeatWithoutBus();
        assertFalse(first.hasConflict());
    }

    @Test
    void messagesMayHaveBeenMissedWhileAnyNodeIsCutOffAndOnceAfterThatAndWhenOneHasGone() throws SQLException {
        assertFalse(first.heartbeat(false));
        assertTrue(second.heartbeat(true));
        assertTrue(first.heartbeat(false));
        assertTrue(second.heartbeat(false), "it was cut off until now");
        assertTrue(first.heartbeat(false), "the other was cut off until now");
        assertFalse(first.heartbeat(false));

        goes("second");
        assertTrue(first.heartbeat(false), "what it sent last may be lost");
        assertFalse(first.heartbeat(false));
    }

    /** As if it had been silent since. */
    private void goes(String id) throws SQLException {
        database.run("UPDATE nodes SET seen_at = seen_at - interval '4 s' WHERE id = '" + id + "'");
    }

    private void assertConflicts(boolean ofFirst, boolean ofSecond, boolean ofThird) {
        assertEquals(ofFirst, first.hasConflict());
        assertEquals(ofSecond, second.hasConflict());
        assertEquals(ofThird, third.hasConflict());
    }
}
