package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What browsers are allowed if no origin besides the server's own is set. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowsersIT {
    private final RunningServer server;
    private final Rest stranger;
    private final Rest alice;

    BrowsersIT(RunningServer server) {
        this.server = server;
        this.stranger = Rest.stranger(server);
        this.alice = stranger.with(stranger.register(Rest.newName()).accessToken());
    }

    @Test
    void aPageOfAnotherHostOpensNoSocket() throws Exception {
        assertEquals(403, alice.handshake("Origin: https://evil.example"));
        assertEquals(403, alice.handshake("Origin: null"));
        assertEquals(101, alice.handshake("Origin: http://127.0.0.1:" + server.port()));
    }

    @Test
    void aPageOfAnotherHostReadsNoAnswer() {
        Answer answer = alice.send("GET", "/users/me", BodyPublishers.noBody(), "Origin", "https://evil.example");
        Answer asked = stranger.send(
                "OPTIONS",
                "/users/me",
                BodyPublishers.noBody(),
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "GET");

        assertEquals(Optional.empty(), answer.headers().firstValue("Access-Control-Allow-Origin"));
        assertEquals(Optional.empty(), asked.headers().firstValue("Access-Control-Allow-Origin"));
    }

    @Test
    void anAnswerIsKeptInNoCacheAndIsNoPage() {
        HttpHeaders headers = alice.me().headers();

        assertEquals(Optional.of("no-store"), headers.firstValue("Cache-Control"));
        assertEquals(Optional.of("nosniff"), headers.firstValue("X-Content-Type-Options"));
        assertTrue(headers.firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
    }

    @Test
    void noCookieIsSet() {
        assertEquals(Optional.empty(), alice.me().headers().firstValue("Set-Cookie"));
        assertEquals(
                Optional.empty(), stranger.register(Rest.newName()).headers().firstValue("Set-Cookie"));
    }
}
