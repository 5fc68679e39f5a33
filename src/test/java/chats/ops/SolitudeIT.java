package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.Statement;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A node without {@code REDIS_URL} on a database that another node uses. The other one is a row here: which of them serves is told by
 * {@code chats.bus.NodeRegistryTest}.
 */
@ExtendWith(Operated.Shared.class)
@ResourceLock(Operated.LOCK)
class SolitudeIT {
    @Test
    void itWaitsWhileAnotherWasThereBeforeAndWhileOthersHearOneAnother(Operated operated) throws Exception {
        RunningServer server = operated.server();
        try (Connection connection = operated.connect();
                Statement statement = connection.createStatement()) {
            comes(statement, false, "1970-01-01");
            String reason = awaitDown(server);
            assertTrue(reason.contains("REDIS_URL"), reason);
            Patience.until("it says so", () -> server.log().contains("Another node uses this database"));
            goes(statement);
            server.awaitReady();
            Patience.until("it says so", () -> server.log().contains("The other node has gone"));

            comes(statement, true, "2999-01-01");
            awaitDown(server);
            goes(statement);
            server.awaitReady();
        }
    }

    /** Seen for as long as the test takes. */
    private static void comes(Statement statement, boolean hasBus, String started) throws Exception {
        statement.execute(
                "INSERT INTO nodes (id, cut_off, has_bus, started_at, seen_at) VALUES ('" + Operated.ANOTHER_NODE
                        + "', false, " + hasBus + ", '" + started + "', clock_timestamp() + interval '1 hour')");
    }

    private static void goes(Statement statement) throws Exception {
        statement.execute("DELETE FROM nodes WHERE id = '" + Operated.ANOTHER_NODE + "'");
    }

    /** Returns what the check of the nodes says. */
    private static String awaitDown(RunningServer server) {
        JsonNode nodes = Patience.await(
                () -> {
                    JsonNode checks = Json.read(
                                    Ask.operator(server, "/health/ready").body())
                            .path("checks");
                    return StreamSupport.stream(checks.spliterator(), false)
                            .filter(check -> check.path("name").asText().equals("nodes"))
                            .filter(check -> check.path("status").asText().equals("DOWN"))
                            .findFirst()
                            .orElse(null);
                },
                "the node is not ready");
        assertEquals("alone", nodes.at("/data/state").asText());
        return nodes.at("/data/reason").asText();
    }
}
