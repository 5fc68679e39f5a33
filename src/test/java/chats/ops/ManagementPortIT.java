package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import chats.run.RunningServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server with a management port: what only that port shows, and what the public port still shows. */
@ExtendWith(Operated.Shared.class)
@ResourceLock(Operated.LOCK)
class ManagementPortIT {
    private static final List<String> OPERATORS =
            List.of("/metrics", "/health/started", "/health/live", "/health/ready", "/openapi/ui/");

    @Test
    void everybodyLearnsNoMoreThanWhetherTheNodeIsUp(Operated operated) throws Exception {
        RunningServer server = operated.server();
        onlyOperatorsSeeTheirPages(server);
        theApplicationIsOnTheFirstPortAlone(server);
        documentsSayWhatThereIs(server);
        assertEquals("{\"status\":\"UP\"}", first(server, "/health").body());

        operated.postgres().stop();

        assertEquals(503, first(server, "/health").statusCode());
        assertEquals("{\"status\":\"DOWN\"}", first(server, "/health").body());
        assertTrue(second(server, "/health/ready").body().contains("DB_URL"));
        operated.postgres().start();
        server.awaitReady();
    }

    private static void onlyOperatorsSeeTheirPages(RunningServer server) throws Exception {
        for (String path : OPERATORS) {
            assertEquals(200, second(server, path).statusCode(), path);
            HttpResponse<String> refused = first(server, path);
            assertEquals(404, refused.statusCode(), path);
            assertEquals("not_found", Json.read(refused.body()).path("code").asText());
        }
        assertTrue(second(server, "/health").body().contains("\"checks\""));
    }

    private static void theApplicationIsOnTheFirstPortAlone(RunningServer server) throws Exception {
        for (String path : List.of("/", "/users", "/asyncapi.yaml", "/socket.io/?EIO=4&transport=polling")) {
            HttpResponse<String> refused = second(server, path);
            assertEquals(404, refused.statusCode(), path);
            assertEquals("not_found", Json.read(refused.body()).path("code").asText());
        }
        assertEquals(200, first(server, "/").statusCode());
    }

    private static void documentsSayWhatThereIs(RunningServer server) throws Exception {
        String document = first(server, "/openapi").body();
        assertTrue(document.contains("/chats:"));
        for (String path : List.of("/metrics:", "/health/ready:", "/health/live:", "/health/started:")) {
            assertTrue(!document.contains(path), path);
        }
        assertTrue(document.contains("/health:"));
    }

    private static HttpResponse<String> first(RunningServer server, String path) {
        return Ask.get(server, path);
    }

    private static HttpResponse<String> second(RunningServer server, String path) {
        return Ask.operator(server, path);
    }
}
