package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@SharedServer
@Order(3)
class HealthIT {
    /** Less than what a request that uses the frozen database takes to fail. */
    private static final Duration BOUND = Duration.ofSeconds(7);

    @Test
    void everybodyMayAsk(RunningServer server) throws Exception {
        for (String path : List.of("/health", "/health/started", "/health/live", "/health/ready")) {
            HttpResponse<String> answer = Ask.get(server, path);
            assertEquals(200, answer.statusCode(), path);
            assertEquals("UP", Json.read(answer.body()).path("status").asText());
        }
    }

    @Test
    void aServerWithoutDatabaseStartsAndSaysWhatItHasAndRecoversByItself() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.temporary()) {
            postgres.stop();
            try (RunningServer server =
                    ServerToStart.on(postgres).with("METRICS_OPEN", "false").launch()) {
                startsWithoutDatabase(server);
                postgres.start();
                server.awaitReady();
                losesItsDatabase(server, postgres);
                waitsForAFrozenDatabase(server, postgres);
                assertFalse(server.log().contains("eclipselink"), "that it tries again and again is not worth a line");
            }
        }
    }

    private static void startsWithoutDatabase(RunningServer server) throws Exception {
        Ask.awaitUp(server, "/health/started");
        HttpResponse<String> ready = Ask.get(server, "/health/ready");
        assertEquals(503, ready.statusCode());
        assertEquals("The database at DB_URL cannot be reached", reason(ready, "schema"));
        assertTrue(reason(ready, "database").contains("DB_URL"));
        assertFalse(ready.body().contains("127.0.0.1"), "strangers learn nothing of the database's address");
        assertEquals(404, Ask.get(server, "/metrics").statusCode());
        String documented = Ask.get(server, "/openapi").body();
        assertTrue(documented.contains("/chats:"));
        assertFalse(documented.contains("/metrics:"));
        assertTrue(server.isRunning());
    }

    private static void losesItsDatabase(RunningServer server, RunningPostgres postgres) throws Exception {
        postgres.stop();
        assertEquals("The database at DB_URL cannot be used", reason(Ask.get(server, "/health/ready"), "database"));
        assertEquals(200, Ask.get(server, "/health/live").statusCode());
        assertEquals(200, Ask.get(server, "/health/started").statusCode());
        postgres.start();
        server.awaitReady();
    }

    private static void waitsForAFrozenDatabase(RunningServer server, RunningPostgres postgres) throws Exception {
        postgres.freeze();
        HttpResponse<String> first = Ask.get(server, "/health/ready", BOUND);
        assertEquals("The database at DB_URL does not answer in time", reason(first, "database"));
        List<CompletableFuture<HttpResponse<String>>> crowd = Stream.generate(
                        () -> Ask.later(server, "/health/ready", BOUND))
                .limit(50)
                .toList();
        for (CompletableFuture<HttpResponse<String>> one : crowd) {
            assertEquals(503, one.get().statusCode());
        }
        postgres.thaw();
        server.awaitReady();
    }

    private static String reason(HttpResponse<String> answer, String check) {
        JsonNode checks = Json.read(answer.body()).path("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(check))
                .map(one -> one.path("data").path("reason").asText())
                .findFirst()
                .orElseThrow();
    }
}
