package chats.stories;

import static chats.auth.TestTokens.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.auth.LocalUser;
import chats.auth.TestTokens;
import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningPostgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that accepts only the tokens of an outside identity provider, whose key is in the environment. */
class OutsideProviderIT extends Story {
    private final String name = Rest.newName();
    private Rest stranger;
    private TestTokens tokens;

    @BeforeEach
    void comeFromOutside() {
        stranger = Rest.stranger(server());
        tokens = TestTokens.rsa(provider().keys());
    }

    @Test
    void aUserAppearsOnFirstSightAndStays() throws Exception {
        Answer first = me(in(60), "sub", name, "preferred_username", name);
        Answer again = me(in(70), "sub", name, "preferred_username", "somebody else");

        assertEquals(200, first.status());
        assertEquals(name, first.body().path("nickname").asText());
        assertTrue(first.body().path("email").isNull());
        assertEquals(first.body(), again.body());
        assertEquals(101, stranger.with(token(in(60), "sub", name)).handshake());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nickname\":\"another\"}",
                "{\"password\":\"a new password\",\"currentPassword\":\"none\"}"
            })
    void itsAccountsAreChangedThereAlone(String change) {
        Rest alice = stranger.documented().with(token(in(60), "sub", name, "name", name));
        alice.patch("/users/me", change).isRefused("forbidden");
        assertEquals(name, alice.me().ok().path("nickname").asText());
    }

    @Test
    void aNicknameThatIsTakenGetsANumber() {
        String wanted = Rest.newName();
        me(in(60), "sub", wanted + "-1", "upn", wanted);

        assertEquals(
                wanted + "2",
                me(in(60), "sub", wanted + "-2", "name", wanted)
                        .body()
                        .path("nickname")
                        .asText());
        assertEquals(
                wanted + "3",
                me(in(60), "sub", wanted + "-3", "upn", wanted)
                        .body()
                        .path("nickname")
                        .asText());
    }

    @Test
    void aNicknameThatLooksLikeAnothersGetsANumberAndWhatNobodySeesIsLeftOut() {
        String wanted = Rest.newName();
        me(in(60), "sub", wanted + "-1", "name", "Scope " + wanted);

        assertEquals(
                "Ѕcope " + wanted + "2",
                me(in(60), "sub", wanted + "-2", "name", " Ѕcope \u202e\u00a0" + wanted + "\ufeff")
                        .body()
                        .path("nickname")
                        .asText());
    }

    @Test
    void manyRequestsAtFirstSightMakeOneUser() throws Exception {
        String subject = Rest.newName();
        List<String> users = IntStream.range(0, 10)
                .mapToObj(i -> stranger.with(token(in(60 + i), "sub", subject))
                        .later("GET", "/users/me", BodyPublishers.noBody()))
                .toList()
                .stream()
                .map(answer -> answer.join().granted().get("id").asText())
                .distinct()
                .toList();

        assertEquals(1, users.size(), users::toString);
    }

    @Test
    void anOutsideSubjectNeverBecomesTheLocalUserOfThatNumber() throws Exception {
        String local = LocalUser.add(RunningPostgres.shared(), stage().databaseUrl());

        assertNotEquals(local, me(in(60), "sub", local).body().path("id").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/register", "/auth/login", "/auth/refresh", "/auth/logout", "/auth/logins"})
    void loggingInHappensElsewhere(String path) {
        Answer answer = stranger.post(path, Map.of());

        assertEquals(404, answer.status());
        assertEquals("not_found", answer.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth;x/register",
                "/auth/register;x",
                "/auth/;x/register",
                "/;x/auth/register",
                "/%61uth/register",
                "/auth/%72egister",
                "/auth/./register",
                "/auth/x/../register",
                "/x/../auth/register",
                "//auth/register",
                "/auth//register",
                "/auth/register/"
            })
    void thereIsNoOtherSpellingOfAnAccountsAddress(String path) {
        Rest local = stranger.with(token(in(60), "sub", Rest.newName()));
        for (Rest anybody : List.of(stranger, local)) {
            String name = Rest.newName();
            Answer answer = anybody.post(
                    path, Map.of("email", name + "@example.org", "nickname", name, "password", Rest.PASSWORD));

            assertTrue(answer.status() == 404 || answer.status() == 400, () -> path + ": " + answer.status());
        }
    }

    @Test
    void aTokenThatIsOnlyTooOldIsCalledExpired() throws Exception {
        assertRefused("token_expired", token(in(-60)));
        assertRefused("unauthorized", token(in(-60), "iss", "https://evil.example"));
    }

    @Test
    void aWrongTokenOpensNoDoor() throws Exception {
        for (String token : List.of(
                token(in(60), "iss", "https://evil.example"),
                token(in(60), "iss", "chats"),
                token(in(60), "aud", "a-third-app"),
                token(in(60), "aud", null),
                token(in(60), "exp", null),
                token(in(60), "sub", null),
                token(in(60), "nbf", in(600)),
                TestTokens.rsa().sign(claims(in(60))),
                tokens.signAs("RS512", claims(in(60))),
                tokens.signWithThePublicKeyAsSecret(claims(in(60))),
                TestTokens.unsigned(claims(in(60))))) {
            assertRefused("unauthorized", token);
        }
    }

    @Test
    void aTokenForEitherOfItsAppsOpensDoors() {
        for (String app : List.of(IdentityProvider.AUDIENCE, IdentityProvider.ANOTHER_AUDIENCE)) {
            assertEquals(200, me(in(60), "sub", name, "aud", app).status());
        }
    }

    @Test
    void thePagesOfItsAppMayReadAnswersAndOpenSockets() throws Exception {
        String[] origin = {"Origin", "https://app.example", "Access-Control-Request-Method", "GET"};
        Rest alice = stranger.with(token(in(60), "sub", Rest.newName()));
        Answer asked = stranger.send("OPTIONS", "/users/me", BodyPublishers.noBody(), origin);

        assertEquals(204, asked.status());
        assertTrue(asked.headers()
                .firstValue("Access-Control-Allow-Headers")
                .orElse("")
                .contains("Authorization"));
        for (Answer answer : List.of(
                asked,
                alice.send("GET", "/users/me", BodyPublishers.noBody(), origin),
                stranger.send("GET", "/users/me", BodyPublishers.noBody(), origin))) {
            assertEquals(
                    "https://app.example",
                    answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
            assertTrue(answer.headers().allValues("Vary").contains("Origin"));
        }
        assertEquals(101, alice.handshake("Origin: https://app.example"));
        assertEquals(403, alice.handshake("Origin: https://evil.example"));
    }

    private void assertRefused(String code, String token) throws Exception {
        Answer answer = stranger.with(token).me();
        assertEquals(401, answer.status());
        assertEquals(code, answer.code());
        assertEquals(401, stranger.with(token).handshake());
    }

    private Answer me(long expires, Object... claims) {
        return stranger.with(token(expires, claims)).me();
    }

    private String token(long expires, Object... claims) {
        return tokens.sign(claims(expires, claims));
    }

    private static Map<String, Object> claims(long expires, Object... changes) {
        Object[] ours = {"iss", IdentityProvider.ISSUER, "aud", IdentityProvider.AUDIENCE};
        return TestTokens.claims(
                expires, Stream.of(ours, changes).flatMap(Stream::of).toArray());
    }
}
