package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.Trees;
import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where somebody is logged in, and ending that from elsewhere, at a running server. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class LoginsIT {
    private final RunningServer server;
    private final Rest stranger;
    private final String name = Rest.newName();
    private final Answer own;
    private final Rest alice;

    LoginsIT(RunningServer server) {
        this.server = server;
        stranger = Rest.stranger(server).documented();
        own = stranger.register(name);
        alice = stranger.with(own.accessToken());
    }

    @Test
    void eachLoginSaysWhatItBeganWithAndWhenItWentOn() {
        Answer phone = loginWith("Phone/1.0 (a test)");
        List<JsonNode> logins = logins(alice);
        assertEquals(2, logins.size());
        assertTrue(logins.get(0).get("current").asBoolean());
        assertTrue(logins.get(0).get("agent").asText().startsWith("Java-http-client/"));
        assertEquals("Phone/1.0 (a test)", logins.get(1).get("agent").asText());
        assertEquals(logins.get(1).get("createdAt"), logins.get(1).get("usedAt"));
        assertEquals(id(phone), logins.get(1).get("id").asText());

        Answer next = stranger.refresh(phone.refreshToken());
        JsonNode seen = logins(stranger.with(next.accessToken())).get(0);
        assertEquals(id(phone), seen.get("id").asText(), "it is the same login");
        assertTrue(time(seen, "usedAt").isAfter(time(seen, "createdAt")));
        assertTrue(seen.get("current").asBoolean());
    }

    @Test
    void aClientThatDoesNotSayWhatItIsHasNoName() {
        Answer nameless = loginWith("");
        JsonNode seen = logins(stranger.with(nameless.accessToken())).get(0);
        assertTrue(seen.get("agent").isNull(), seen::toString);
    }

    @Test
    void endingALoginIsItsLogout() {
        Answer phone = stranger.login(name, Rest.PASSWORD);
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + phone.accessToken())
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/chats"), new Closed(closed))
                .join();

        assertEquals(204, alice.delete("/auth/logins/" + id(phone)).status());
        stranger.with(phone.accessToken()).me().isRefused("unauthorized");
        stranger.refresh(phone.refreshToken()).isRefused("unauthorized");
        assertEquals(4401, Patience.await(closed, "its socket is closed"));
        assertEquals(200, alice.me().status());
        assertEquals(1, logins(alice).size());
        alice.delete("/auth/logins/" + id(phone)).isRefused("not_found");
    }

    @Test
    void onesOwnLoginCanBeEndedToo() {
        assertEquals(204, alice.delete("/auth/logins/" + id(own)).status());
        alice.me().isRefused("unauthorized");
    }

    @Test
    void aBrowserThatEndsItsOwnLoginLosesItsCookie() {
        Answer browser = new Browser(stranger).register(Rest.newName());
        String path = "/auth/logins/" + id(browser);
        Answer ended = stranger.with(browser.accessToken())
                .send("DELETE", path, BodyPublishers.noBody(), "Cookie", browser.cookie());
        assertEquals(204, ended.status());
        assertEquals("chats_refresh=", ended.cookie().replace("\"", ""));
    }

    @Test
    void anotherEndsNothing() {
        Answer other = stranger.register(Rest.newName());
        assertNotEquals(id(own), id(other));
        stranger.with(other.accessToken()).delete("/auth/logins/" + id(own)).isRefused("not_found");
        stranger.delete("/auth/logins/" + id(own)).isRefused("unauthorized");
        stranger.get("/auth/logins").isRefused("unauthorized");
        assertEquals(200, alice.me().status());
        assertEquals(1, logins(alice).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "1-1-1-1-1", "5F0C8A52-0D8E-4A37-8F4B-1F6C2B6F2F10", "%20", "null"})
    void whatIsNoIdIsFoundNowhere(String id) {
        alice.delete("/auth/logins/" + id).isRefused("not_found");
        alice.delete("/auth/logins/" + UUID.randomUUID()).isRefused("not_found");
        assertEquals(200, alice.me().status());
    }

    private record Closed(CompletableFuture<Integer> future) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            future.complete(code);
            return null;
        }
    }

    private Answer loginWith(String agent) {
        return stranger.send(
                "POST",
                "/auth/login",
                BodyPublishers.ofString(Trees.object("email", name + "@example.org", "password", Rest.PASSWORD)
                        .toString()),
                "Content-Type",
                "application/json",
                "User-Agent",
                agent);
    }

    private static List<JsonNode> logins(Rest rest) {
        return Trees.each(rest.get("/auth/logins").ok().get("data")).toList();
    }

    private static String id(Answer tokens) {
        return Trees.parse(new String(
                        Base64.getUrlDecoder().decode(tokens.accessToken().split("\\.")[1]), StandardCharsets.UTF_8))
                .get("sid")
                .asText();
    }

    private static Instant time(JsonNode login, String field) {
        return Instant.parse(login.get(field).asText());
    }
}
