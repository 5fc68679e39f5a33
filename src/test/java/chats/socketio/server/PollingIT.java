package chats.socketio.server;

import static chats.socketio.server.EchoServer.POLLING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.ArquillianServer;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ArquillianExtension.class)
@ResourceLock(ArquillianServer.LOCK)
class PollingIT {

    @ArquillianResource
    private URI base;

    private EchoServer server;

    @Deployment(testable = false)
    static WebArchive application() {
        return EchoServer.application();
    }

    @BeforeEach
    void connect() {
        server = new EchoServer(base);
    }

    private static void assertRefused(int status, int code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode());
        assertTrue(response.body().startsWith("{\"code\":" + code + ",\"message\":\""), response.body());
    }

    @Test
    void theHandshakeOffersTheUpgrade() throws Exception {
        HttpResponse<String> response = server.send(server.request(POLLING));
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/plain; charset=UTF-8",
                response.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(response.body()
                .matches("0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":25000,"
                        + "\"pingTimeout\":20000,\"maxPayload\":1000000}"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, transport=polling, 5",
        "GET, EIO=abc&transport=polling, 5",
        "GET, EIO=3&transport=polling, 5",
        "GET, EIO=4, 0",
        "GET, EIO=4&transport=abc, 0",
        "GET, EIO=4&transport=websocket, 3",
        "GET, EIO=4&transport=polling&sid=unknown, 1",
        "POST, EIO=4&transport=polling, 2",
        "PUT, EIO=4&transport=polling, 2",
    })
    void aWrongHandshakeIsRefused(String method, String query, int code) throws Exception {
        assertRefused(400, code, server.send(server.request(query).method(method, BodyPublishers.noBody())));
    }

    @Test
    void aHandshakeThatNobodyCanDecideOnIsPutOff() throws Exception {
        assertRefused(503, 4, server.send(server.request(POLLING).header("Authorization", "nobody can say")));
    }

    @Test
    void severalPacketsGoBothWays() throws Exception {
        String payload = "42[\"a\",1]\u001e42[\"b\",\"안녕\"]"
                + "\u001e451-[\"c\",{\"_placeholder\":true,\"num\":0}]\u001ebAQIDBA==";
        String sid = server.connects();
        HttpResponse<String> posted = server.posts(sid, payload);
        assertEquals(200, posted.statusCode());
        assertEquals("ok", posted.body());
        assertEquals(payload, server.polls(sid).body());
    }

    @Test
    void aPollWaitsForAPacket() throws Exception {
        String sid = server.connects();
        CompletableFuture<HttpResponse<String>> poll = server.startsToPoll(sid);
        server.posts(sid, "42[\"a\"]");
        assertEquals("42[\"a\"]", poll.get().body());
    }

    @Test
    void aBigPayloadArrivesWhole() throws Exception {
        String sid = server.connects();
        String event = "42[\"big\",\"" + "x".repeat(900_000) + "\"]";
        server.posts(sid, event);
        assertEquals(event, server.polls(sid).body());
    }

    @Test
    void aPayloadBeyondTheLimitIsRefused() throws Exception {
        String sid = server.connects();
        String tooBig = "4".repeat(1_000_001);
        assertEquals(413, server.posts(sid, tooBig).statusCode());
        assertEquals(
                413,
                server.send(server.request(POLLING + "&sid=" + sid)
                                .POST(BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(tooBig.getBytes(StandardCharsets.UTF_8)))))
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource({"abc", "''", "42[\"a\"]\u001ex"})
    void aMalformedPayloadEndsTheSession(String payload) throws Exception {
        String sid = server.connects();
        assertRefused(400, 3, server.posts(sid, payload));
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void aPayloadThatIsNotUtf8EndsTheSession() throws Exception {
        String sid = server.connects();
        byte[] bytes = {'4', '2', (byte) 0xFF};
        assertRefused(
                400, 3, server.send(server.request(POLLING + "&sid=" + sid).POST(BodyPublishers.ofByteArray(bytes))));
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void rawBinaryEndsTheSession() throws Exception {
        String sid = server.connects();
        assertRefused(
                400,
                3,
                server.send(server.request(POLLING + "&sid=" + sid)
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofString("40"))));
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void aFormsContentTypeDoesNotSwallowTheBody() throws Exception {
        String sid = server.connects();
        server.send(server.request(POLLING + "&sid=" + sid)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("42[\"a\"]")));
        assertEquals("42[\"a\"]", server.polls(sid).body());
    }

    /** HTTP libraries and proxies repeat a GET by themselves. The answer to the first one may be lost then. */
    @Test
    void aPollThatIsSentAgainEndsTheSessionSoThatNothingIsMissedUnnoticed() throws Exception {
        String sid = server.send(server.request(EchoServer.POLLING + "&t=a"))
                .body()
                .replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
        server.posts(sid, "40");
        String poll = EchoServer.POLLING + "&sid=" + sid + "&t=";
        assertEquals(200, server.send(server.request(poll + "b")).statusCode());
        server.posts(sid, "42[\"one\"]");
        assertEquals(200, server.send(server.request(poll + "c")).statusCode());
        assertEquals(400, server.send(server.request(poll + "c")).statusCode());
        assertEquals(400, server.send(server.request(poll + "d")).statusCode());
    }

    @Test
    void aMarkThatIsAlwaysTheSameMeansNothing() throws Exception {
        String constant = EchoServer.POLLING + "&t=x";
        String sid = server.send(server.request(constant)).body().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
        server.posts(sid, "40");
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    200, server.send(server.request(constant + "&sid=" + sid)).statusCode());
            server.posts(sid, "42[\"one\"]");
        }
    }

    @Test
    void aSecondPollEndsTheSession() throws Exception {
        String sid = server.connects();
        List<CompletableFuture<HttpResponse<String>>> polls =
                List.of(server.startsToPoll(sid), server.startsToPoll(sid));
        List<String> bodies =
                List.of(polls.get(0).get().body(), polls.get(1).get().body());
        assertTrue(bodies.contains("1"), bodies::toString);
        assertTrue(bodies.contains("{\"code\":3,\"message\":\"Bad request\"}"), bodies::toString);
        assertRefused(400, 1, server.polls(sid));
    }

    /** Repeats the poll, because a poll may be cancelled before it has reached the server. */
    @Test
    void aCancelledPollEndsTheSession() throws Exception {
        HttpResponse<String> next = null;
        String sid = "";
        for (int tries = 0; next == null && tries < 20; tries++) {
            sid = server.connects();
            try (Socket socket = server.writes("GET", sid, "\r\n")) {
                Thread.sleep(100);
            }
            next = server.startsToPoll(sid)
                    .completeOnTimeout(null, 3, TimeUnit.SECONDS)
                    .get();
        }
        assertRefused(400, 3, next);
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void aSecondPostEndsTheSession() throws Exception {
        String sid = server.connects();
        try (Socket unfinished = server.writes("POST", sid, "Content-Length: 2\r\n\r\n3")) {
            HttpResponse<String> second = server.posts(sid, "3");
            while (second.statusCode() == 200) { // the first one is still on its way
                second = server.posts(sid, "3");
            }
            assertRefused(400, 3, second);
            assertRefused(400, 1, server.polls(sid));
            byte[] status = unfinished.getInputStream().readNBytes("HTTP/1.1 400".length());
            assertEquals("HTTP/1.1 400", new String(status, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void theServerPingsAndGivesUpAClientThatDoesNotAnswer() throws Exception {
        server = EchoServer.hasty(base);
        String sid = server.connects();
        assertEquals("2", server.polls(sid).body());
        assertEquals("ok", server.posts(sid, "3").body());
        assertEquals("2", server.polls(sid).body());
        assertEquals("1", server.polls(sid).body());
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void theClientMayClose() throws Exception {
        String sid = server.connects();
        CompletableFuture<HttpResponse<String>> poll = server.startsToPoll(sid);
        assertEquals("ok", server.posts(sid, "1").body());
        assertEquals("6", poll.get().body());
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void aCloseWithoutAPollEndsTheSessionToo() throws Exception {
        String sid = server.connects();
        assertEquals("ok", server.posts(sid, "1").body());
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void theServerClosesAfterWhatWaits() throws Exception {
        String sid = server.connects();
        assertEquals("ok", server.posts(sid, "42[\"a\"]\u001e42[\"close\"]").body());
        assertEquals("42[\"a\"]\u001e1", server.polls(sid).body());
        assertRefused(400, 1, server.polls(sid));
    }

    @Test
    void aSessionBelongsToItsUser() throws Exception {
        String sid = server.connects();
        String query = POLLING + "&sid=" + sid;
        assertEquals(
                200,
                server.send(server.request(query)
                                .header("Authorization", "alice")
                                .POST(BodyPublishers.ofString("42[\"a\"]")))
                        .statusCode());
        assertRefused(403, 4, server.send(server.request(query).header("Authorization", "mallory")));
        assertEquals("42[\"a\"]", server.polls(sid).body(), "without a header, the id is enough");
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        String query = POLLING + "&sid=" + server.connects();
        assertRefused(400, 3, server.send(server.request(query).method("DELETE", BodyPublishers.noBody())));
    }

    @Test
    void aFriendlyOriginMayReadTheAnswer() throws Exception {
        HttpResponse<String> response = server.send(server.request(POLLING).header("Origin", "http://friend.example"));
        assertEquals(
                "http://friend.example",
                response.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        assertFalse(server.send(server.request(POLLING).header("Origin", "http://evil.example"))
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .isPresent());
    }

    @Test
    void aPreflightIsAnsweredByOrigin() throws Exception {
        HttpResponse<String> allowed = server.send(server.request(POLLING)
                .header("Origin", "http://friend.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertEquals(204, allowed.statusCode());
        assertEquals(
                "authorization",
                allowed.headers().firstValue("Access-Control-Allow-Headers").orElseThrow());
        assertRefused(
                403,
                4,
                server.send(server.request(POLLING)
                        .header("Origin", "http://evil.example")
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody())));
    }
}
