package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.SharedServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The security headers of answers from all contexts. */
@SharedServer
class SecurityHeadersIT {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private final RunningServer server;

    SecurityHeadersIT(RunningServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health",
                "GET /health/ready",
                "GET /health/nothing",
                "POST /health",
                "GET /metrics",
                "GET /metrics/nothing",
                "GET /openapi",
                "GET /openapi/nothing",
                "GET /ibm/api",
                "GET /users",
                "GET /nothing",
                "GET /users;x",
                "TRACE /"
            })
    void dataIsNoPageAndKeptNowhere(String request) throws IOException {
        RawAnswer answer = ask(request);

        assertSafe(answer);
        assertEquals(List.of(NOTHING), answer.headers("Content-Security-Policy"));
        assertEquals(List.of("no-store"), answer.headers("Cache-Control"));
    }

    @Test
    void eachPageHasItsOwnPolicy() throws IOException {
        RawAnswer page = ask("GET /");
        RawAnswer document = ask("GET /openapi/ui/");

        assertSafe(page);
        assertSafe(document);
        assertEquals(1, page.headers("Content-Security-Policy").size());
        assertTrue(page.header("Content-Security-Policy").contains("trusted-types 'none'"));
        assertEquals(1, document.headers("Content-Security-Policy").size());
        assertTrue(document.header("Content-Security-Policy").contains("script-src 'self' 'unsafe-inline'"));
        assertTrue(document.body().contains("<script"));
    }

    @Test
    void aSocketsHandshakeIsShort() throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            RawAnswer answer = connection
                    .send("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: here\r\n"
                            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n\r\n")
                    .answer();

            assertEquals(101, answer.status());
            assertEquals("Upgrade", answer.header("Connection"));
            assertFalse(answer.head().contains("Content-Security-Policy"));
        }
    }

    private RawAnswer ask(String request) throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            return connection.send(request + " HTTP/1.1\r\nHost: here\r\n\r\n").answer();
        }
    }

    private static void assertSafe(RawAnswer answer) {
        assertEquals(List.of("nosniff"), answer.headers("X-Content-Type-Options"));
        assertEquals(List.of("DENY"), answer.headers("X-Frame-Options"));
        assertEquals(List.of("no-referrer"), answer.headers("Referrer-Policy"));
    }
}
