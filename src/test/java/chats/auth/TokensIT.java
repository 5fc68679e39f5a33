package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a running server treats valid and invalid tokens, on REST and in WebSocket handshakes. The tests share one login; those that
 * spend it or end it have one of their own.
 */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensIT {
    private final Rest stranger;
    private final String name = Rest.newName();
    private final Answer login;

    TokensIT(RunningServer server) {
        stranger = Rest.stranger(server);
        login = stranger.register(name);
    }

    @Test
    void aRightTokenOpensBothDoors() throws Exception {
        Rest alice = stranger.with(login.accessToken());

        assertEquals(200, alice.me().status());
        assertEquals(101, alice.handshake());
    }

    @Test
    void noTokenOpensNone() throws Exception {
        assertUnauthorized(stranger.me());
        assertEquals(
                "application/problem+json",
                stranger.me().headers().firstValue("Content-Type").orElse(""));
        assertEquals(401, stranger.handshake());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x.y.z", "null", "🔑", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."})
    void nonsenseOpensNone(String token) throws Exception {
        String ascii = token.replaceAll("[^\\x20-\\x7e]", "?");

        assertUnauthorized(stranger.with(ascii).me());
        assertEquals(401, stranger.with(ascii).handshake());
    }

    @Test
    void aTokenOfAnotherKeyOpensNone() throws Exception {
        long exp = TestTokens.in(600);
        TestTokens thief = TestTokens.rsa();
        Map<String, Object> claims = TestTokens.claims(
                exp,
                "iss",
                "chats",
                "sub",
                login.body().at("/user/id").asText(),
                "sid",
                "00000000-0000-0000-0000-000000000000");

        for (String token : List.of(
                thief.sign(claims),
                thief.sign(claims, null),
                thief.signWithThePublicKeyAsSecret(claims),
                TestTokens.unsigned(claims))) {
            assertUnauthorized(stranger.with(token).me());
            assertEquals(401, stranger.with(token).handshake());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "Token %s", "Basic %s", "Bearer%s", "Bearer %s x", "Bearer %1$s, Bearer %1$s"})
    void aRightTokenOpensNothingWithoutItsScheme(String header) {
        assertUnauthorized(stranger.send(
                "GET", "/users/me", BodyPublishers.noBody(), "Authorization", header.formatted(login.accessToken())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/openapi/ui/", "/health", "/health/ready", "/metrics"})
    void aBadTokenHarmsNobodyWhereNoneIsNeeded(String path) {
        assertEquals(200, stranger.get(path).status());
        assertEquals(200, stranger.with("x.y.z").get(path).status());
    }

    @Test
    void aBadTokenDoesNotKeepAnyoneFromLoggingIn() {
        Answer own = stranger.with("x.y.z").login(name, Rest.PASSWORD);
        assertEquals(200, own.status());
        assertEquals(200, stranger.with("x.y.z").refresh(own.refreshToken()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/users/me/x", "/problem", "/jwt", "/auth"})
    void anUnknownAddressIsNotFoundOnceOneIsKnown(String path) {
        assertUnauthorized(stranger.get(path));
        Answer answer = stranger.with(login.accessToken()).get(path);

        assertEquals(404, answer.status());
        assertEquals("not_found", answer.code());
    }

    @Test
    void whatTheContainerRefusesIsAProblemDocumentToo() {
        Rest alice = stranger.with(login.accessToken());
        String json = "application/json";
        String tooLong = "\"" + "x".repeat(66_000) + "\"";

        assertProblem(405, "method_not_allowed", alice.send("DELETE", "/users/me", BodyPublishers.noBody()));
        assertProblem(405, "method_not_allowed", alice.get("/auth/login"));
        assertProblem(
                415,
                "unsupported_media_type",
                stranger.send("POST", "/auth/login", BodyPublishers.ofString("{}"), "Content-Type", "text/plain"));
        assertProblem(
                415, "unsupported_media_type", stranger.send("POST", "/auth/login", BodyPublishers.ofString("{}")));
        assertProblem(
                413,
                "too_large",
                stranger.send("POST", "/auth/login", BodyPublishers.ofString(tooLong), "Content-Type", json));
        assertProblem(
                400,
                "validation_failed",
                stranger.send(
                        "POST",
                        "/auth/login",
                        BodyPublishers.ofByteArray(new byte[] {'"', -1, '"'}),
                        "Content-Type",
                        json));
        assertProblem(
                406, "not_acceptable", alice.send("GET", "/users/me", BodyPublishers.noBody(), "Accept", "text/html"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|200",
                "application/*;q=0.1|200",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2|200",
                "text/html|406",
                "garbage|406",
                "image/png;q=x|406",
                "application/json;q=2|406",
                "application/json;q|406",
                "/|406"
            })
    void whatAClientAcceptsIsUnderstoodOrRefusedAndNeverAFailure(String accept, int status) {
        Answer answer =
                stranger.with(login.accessToken()).send("GET", "/users/me", BodyPublishers.noBody(), "Accept", accept);

        assertEquals(status, answer.status());
        assertEquals(status == 200 ? "" : "not_acceptable", answer.code());
    }

    /** The server's own parser takes a second of the processor for a few of them. */
    @ParameterizedTest
    @ValueSource(strings = {";", ";x", ";x=1", " ", ";\""})
    void aMediaTypeWithoutAnEndIsRefusedUnread(String part) {
        String endless = "application/json;a=" + part.repeat(2_000 / part.length()) + ";b";
        assertProblem(
                415,
                "unsupported_media_type",
                stranger.send("POST", "/auth/login", BodyPublishers.ofString("{}"), "Content-Type", endless));
        assertProblem(
                406,
                "not_acceptable",
                stranger.send("POST", "/auth/refresh", BodyPublishers.noBody(), "Accept", endless));
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        Answer own = stranger.login(name, Rest.PASSWORD);
        Answer second = stranger.refresh(own.refreshToken());
        Answer third = stranger.refresh(second.refreshToken());

        assertEquals(200, second.status());
        assertEquals(200, third.status());
        assertNotEquals(own.accessToken(), second.accessToken());
        assertEquals(200, stranger.with(own.accessToken()).me().status(), "it lives on until it expires");
        assertEquals(200, stranger.with(third.accessToken()).me().status());
    }

    @Test
    void aRefreshTokenUsedTwiceEndsItsLoginAndNoOther() throws Exception {
        Answer own = stranger.login(name, Rest.PASSWORD);
        Answer elsewhere = stranger.login(name, Rest.PASSWORD);
        Answer second = stranger.refresh(own.refreshToken());

        assertUnauthorized(stranger.refresh(own.refreshToken()));
        assertUnauthorized(stranger.refresh(second.refreshToken()));
        assertUnauthorized(stranger.with(second.accessToken()).me());
        assertEquals(401, stranger.with(second.accessToken()).handshake());
        assertUnauthorized(stranger.with(own.accessToken()).me());
        assertEquals(200, stranger.with(elsewhere.accessToken()).me().status());
        assertEquals(200, stranger.refresh(elsewhere.refreshToken()).status());
    }

    @Test
    void ofManyRefreshesAtOnceExactlyOneWins() {
        Answer own = stranger.login(name, Rest.PASSWORD);
        List<Integer> statuses = IntStream.range(0, 10)
                .mapToObj(i -> stranger.later(
                        "POST",
                        "/auth/refresh",
                        BodyPublishers.ofString("{\"refreshToken\":\"" + own.refreshToken() + "\"}"),
                        "Content-Type",
                        "application/json"))
                .toList()
                .stream()
                .map(answer -> answer.join().status())
                .sorted()
                .toList();

        assertEquals(List.of(200, 401, 401, 401, 401, 401, 401, 401, 401, 401), statuses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "eyJhbGciOiJub25lIn0.e30."})
    void refusesARefreshTokenThatIsNone(String token) {
        int expected = token.isEmpty() ? 400 : 401;

        assertEquals(expected, stranger.refresh(token).status());
    }

    @Test
    void logoutEndsThisLoginAndNoOther() throws Exception {
        Answer own = stranger.login(name, Rest.PASSWORD);
        Answer elsewhere = stranger.login(name, Rest.PASSWORD);
        Rest alice = stranger.with(own.accessToken());

        assertEquals(
                204, alice.send("POST", "/auth/logout", BodyPublishers.noBody()).status());
        assertUnauthorized(alice.me());
        assertEquals(401, alice.handshake());
        assertUnauthorized(stranger.refresh(own.refreshToken()));
        assertEquals(200, stranger.with(elsewhere.accessToken()).me().status());
    }

    @Test
    void logoutEverywhereEndsAll() {
        String other = Rest.newName();
        Answer here = stranger.register(other);
        Answer elsewhere = stranger.login(other, Rest.PASSWORD);
        JsonNode nothing = stranger.with(here.accessToken())
                .post("/auth/logout", Map.of("everywhere", true))
                .body();

        assertEquals(true, nothing.isNull());
        assertUnauthorized(stranger.with(here.accessToken()).me());
        assertUnauthorized(stranger.with(elsewhere.accessToken()).me());
        assertUnauthorized(stranger.refresh(elsewhere.refreshToken()));
        assertEquals(200, stranger.login(other, Rest.PASSWORD).status());
    }

    @Test
    void aLogoutThatIsNotUnderstoodEndsNothing() {
        Rest alice = stranger.with(login.accessToken());

        assertEquals(
                400, alice.post("/auth/logout", Map.of("everywhere", "yes")).status());
        assertEquals(200, alice.me().status());
    }

    private static void assertUnauthorized(Answer answer) {
        assertProblem(401, "unauthorized", answer);
    }

    private static void assertProblem(int status, String code, Answer answer) {
        assertEquals(status, answer.status());
        assertEquals(code, answer.code());
        assertEquals(status, answer.body().path("status").asInt());
    }
}
