package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Rest;
import chats.json.Json;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Headers by which a client claims another host or an encrypted connection are ignored, because no proxy is trusted
 * here.
 */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class PrivateHeadersIT {
    private final RunningServer server;

    PrivateHeadersIT(RunningServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$WSSN: evil.example\r\n",
                "$WSSN: evil.example\r\n$WSSP: 99\r\n",
                "$WSIS: true\r\n",
                "$WSSC: https\r\n",
                "X-Forwarded-Proto: https\r\n",
                "X-Forwarded-Host: evil.example\r\nX-Forwarded-Port: 99\r\n",
                "Forwarded: host=evil.example;proto=https\r\n"
            })
    void nobodySaysWhatTheServerIs(String headers) throws IOException {
        String name = Rest.newName();
        Map<String, Object> account =
                Map.of("email", name + "@example.org", "nickname", name, "password", Rest.PASSWORD, "cookie", true);
        try (RawHttp connection = new RawHttp(server.port())) {
            RawAnswer redirected = connection
                    .send("GET /openapi/ui HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n")
                    .answer();
            RawAnswer registered = connection
                    .send(post("/auth/register", headers, Json.write(account)))
                    .answer();

            assertEquals("http://here/openapi/ui/", redirected.header("Location"));
            assertEquals(201, registered.status());
            assertFalse(registered.header("Set-Cookie").isEmpty());
            assertFalse(registered.header("Set-Cookie").contains("Secure"), registered.header("Set-Cookie"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https", "https,http", "https, http", "javascript", ",", "https\r\nX-Forwarded-Proto: http"})
    void aStrangersSchemeChangesNothing(String scheme) throws IOException {
        String headers = "X-Forwarded-Proto: " + scheme + "\r\n";
        String name = Rest.newName();
        Map<String, Object> account =
                Map.of("email", name + "@example.org", "nickname", name, "password", Rest.PASSWORD);
        try (RawHttp connection = new RawHttp(server.port())) {
            RawAnswer registered = connection
                    .send(post("/auth/register", headers, Json.write(account)))
                    .answer();
            assertEquals(201, registered.status());
            String known = headers + "Authorization: Bearer "
                    + Json.read(registered.body()).path("accessToken").asText() + "\r\n";
            String end = " HTTP/1.1\r\nHost: here\r\n" + known + "\r\n";
            assertEquals(200, connection.send("GET /chats" + end).answer().status());
            assertEquals(200, connection.send("GET /metrics" + end).answer().status());
            RawAnswer made =
                    connection.send(post("/chats", known, "{\"userIds\":[1]}")).answer();
            assertEquals(201, made.status(), made.body());
            assertTrue(made.header("Location").startsWith("/chats/"), made.head());
            String handshake = "GET /chats HTTP/1.1\r\nHost: here\r\n" + known
                    + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            assertEquals(101, connection.send(handshake).answer().status());
        }
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n" + headers + "\r\n" + body;
    }
}
