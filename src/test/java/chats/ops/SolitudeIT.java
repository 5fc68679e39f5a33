package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import chats.run.RunningPostgres;
import chats.run.RunningRedis;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Nodes without REDIS_URL on one database. */
@Order(3)
class SolitudeIT {
    private final RunningPostgres postgres = RunningPostgres.shared();
    private final String url = postgres.newDatabase();

    @Test
    void theFirstServesAndTheOthersWaitUntilItHasGoneAndLeaveTheUsersToNodesThatHearOneAnother() {
        try (RunningServer first = ServerToStart.on(postgres, url).start();
                RunningServer second = ServerToStart.on(postgres, url).launch()) {
            String reason = awaitDown(second);
            assertTrue(reason.contains("REDIS_URL"), reason);
            assertTrue(second.log().contains("Another node uses this database"));
            assertTrue(first.isReady(), "nobody takes it away by starting another");
            first.stop();
            second.awaitReady();

            RunningRedis.unavailable().ifPresent(Assumptions::abort);
            try (RunningRedis redis = RunningRedis.start();
                    RunningServer third = ServerToStart.on(postgres, url)
                            .with("REDIS_URL", redis.url())
                            .start()) {
                awaitDown(second);
                assertTrue(third.isReady());
                assertFalse(third.log().contains("Another node uses this database"));
            }
        }
    }

    /** Returns what the check of the nodes says. */
    private static String awaitDown(RunningServer server) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            if (!server.isRunning() || System.nanoTime() > end) {
                throw new IllegalStateException("see " + server.logFile());
            }
            Ask.awaitUp(server, "/health/started");
            JsonNode checks = Json.read(Ask.get(server, "/health/ready").body()).path("checks");
            for (JsonNode check : StreamSupport.stream(checks.spliterator(), false)
                    .filter(one -> one.path("name").asText().equals("nodes"))
                    .toList()) {
                if (check.path("status").asText().equals("DOWN")) {
                    assertEquals("alone", check.at("/data/state").asText());
                    return check.at("/data/reason").asText();
                }
            }
        }
    }
}
