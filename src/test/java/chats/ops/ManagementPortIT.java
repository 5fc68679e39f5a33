package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import chats.run.FreePort;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server with a management port: what only that port shows, and what the public port still shows. */
class ManagementPortIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> OPERATORS =
            List.of("/metrics", "/health/started", "/health/live", "/health/ready", "/openapi/ui/");

    @Test
    void everybodyLearnsNoMoreThanWhetherTheNodeIsUp() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.temporary();
                RunningServer server = ServerToStart.on(postgres)
                        .with("MANAGEMENT_PORT", Integer.toString(FreePort.find()))
                        .start()) {
            onlyOperatorsSeeTheirPages(server);
            theApplicationIsOnTheFirstPortAlone(server);
            documentsSayWhatThereIs(server);
            assertEquals("{\"status\":\"UP\"}", first(server, "/health").body());

            postgres.stop();

            assertEquals(503, first(server, "/health").statusCode());
            assertEquals("{\"status\":\"DOWN\"}", first(server, "/health").body());
            assertTrue(second(server, "/health/ready").body().contains("DB_URL"));
            postgres.start();
        }
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

    private static HttpResponse<String> first(RunningServer server, String path) throws Exception {
        return get(server.port(), path);
    }

    private static HttpResponse<String> second(RunningServer server, String path) throws Exception {
        return get(server.managementPort(), path);
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
