package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import chats.run.RunningServer;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@SharedServer
@ExtendWith(Operated.Shared.class)
@ResourceLock(Operated.LOCK)
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
    void aServerWithoutDatabaseStartsAndSaysWhatItHas(Operated operated) {
        HttpResponse<String> ready = operated.withoutDatabase().get("/health/ready");
        assertEquals(503, ready.statusCode());
        assertEquals("The database at DB_URL cannot be reached", reason(ready, "schema"));
        assertTrue(reason(ready, "database").contains("DB_URL"));
        assertFalse(ready.body().contains("127.0.0.1"), "strangers learn nothing of the database's address");
        assertEquals(200, operated.withoutDatabase().get("/health/live").statusCode());
        assertTrue(operated.withoutDatabase().get("/openapi").body().contains("/chats:"));
        assertSaysNothingOfEclipseLink(operated.server());
    }

    @Test
    void aServerThatLosesItsDatabaseLivesAndRecoversByItself(Operated operated) throws Exception {
        RunningServer server = operated.server();
        operated.postgres().stop();
        assertEquals(
                "The database at DB_URL cannot be used", reason(Ask.operator(server, "/health/ready"), "database"));
        assertEquals(200, Ask.operator(server, "/health/live").statusCode());
        assertEquals(200, Ask.operator(server, "/health/started").statusCode());
        operated.postgres().start();
        server.awaitReady();
        assertSaysNothingOfEclipseLink(server);
    }

    @Test
    void aFrozenDatabaseIsToldInTimeToHoweverManyAsk(Operated operated) throws Exception {
        RunningServer server = operated.server();
        operated.postgres().freeze();
        HttpResponse<String> first = Ask.operator(server, "/health/ready", BOUND);
        assertEquals("The database at DB_URL does not answer in time", reason(first, "database"));
        List<CompletableFuture<HttpResponse<String>>> crowd = Stream.generate(
                        () -> Ask.operatorLater(server, "/health/ready", BOUND))
                .limit(50)
                .toList();
        for (CompletableFuture<HttpResponse<String>> one : crowd) {
            assertEquals(503, one.get().statusCode());
        }
        operated.postgres().thaw();
        server.awaitReady();
        assertSaysNothingOfEclipseLink(server);
    }

    private static void assertSaysNothingOfEclipseLink(RunningServer server) {
        assertFalse(server.log().contains("eclipselink"), "that it tries again and again is not worth a line");
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
