package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering, logging in and finding other users, at a running server. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class AccountsIT {
    private final RunningPostgres postgres;
    private final Rest stranger;
    private final String name = Rest.newName();

    AccountsIT(RunningServer server, RunningPostgres postgres) {
        this.postgres = postgres;
        this.stranger = Rest.stranger(server);
    }

    @Test
    void whoRegistersIsLoggedIn() {
        Answer registered = stranger.register(name);
        Answer me = stranger.with(registered.accessToken()).me();

        assertEquals(201, registered.status());
        assertEquals(name, registered.body().at("/user/nickname").asText());
        assertFalse(registered.body().path("user").has("email"), "others do not see the email");
        assertEquals(registered.body().at("/user/id"), me.body().path("id"));
        assertEquals(name + "@example.org", me.body().path("email").asText());
    }

    @Test
    void theEmailIsOnesOwnWhateverItsCase() {
        stranger.register(name);
        String again = name.toUpperCase(Locale.ROOT) + "@Example.org";
        stranger.register(again, name + "x").isRefused("conflict");
        assertEquals(
                200,
                stranger.login(name.toUpperCase(Locale.ROOT), Rest.PASSWORD).status());
    }

    @Test
    void theNicknameIsOnesOwnAndTrimmed() {
        stranger.register(name);

        stranger.register(name + "2@example.org", "  " + name + "\t").isRefused("conflict");
    }

    @Test
    void ofManyWhoWantTheSameNicknameAtOnceOneGetsIt() {
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> register(Integer.toString(i), name)))
                .toList()
                .stream()
                .map(answer -> answer.join().status())
                .sorted()
                .toList();

        assertEquals(List.of(201, 409, 409, 409, 409, 409, 409, 409), statuses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{",
                "{\"email\":1,\"nickname\":\"NAME\",\"password\":\"12345678\"}",
                "{\"email\":\"NAME\",\"nickname\":\"NAME\",\"password\":\"12345678\"}",
                "{\"email\":\"a b@example.org\",\"nickname\":\"NAME\",\"password\":\"12345678\"}",
                "{\"email\":\"NAME@example.org\",\"nickname\":\"  \",\"password\":\"12345678\"}",
                "{\"email\":\"NAME@example.org\",\"nickname\":12345,\"password\":\"12345678\"}",
                "{\"email\":\"NAME@example.org\",\"nickname\":\"NAME\\u0000\",\"password\":\"12345678\"}",
                "{\"email\":\"NAME@example.org\",\"nickname\":\"NAME\\ud83d\",\"password\":\"12345678\"}",
                "{\"email\":\"NAME@example.org\",\"nickname\":\"12345678901234567890123456789012345678901\","
                        + "\"password\":\"12345678\"}",
                "{\"email\":\"NAME@example.org\",\"nickname\":\"NAME\",\"password\":\"1234567\"}",
                "{\"email\":\"NAME@example.org\",\"nickname\":\"NAME\",\"password\":12345678}",
                "{\"email\":\"NAME@example.org\",\"nickname\":\"NAME\"}"
            })
    void refusesAnAccountWithoutTheRequiredForm(String body) {
        Answer answer = stranger.send(
                "POST",
                "/auth/register",
                BodyPublishers.ofString(body.replace("NAME", name)),
                "Content-Type",
                "application/json");

        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
        assertFalse(answer.body().path("violations").isEmpty());
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        String forty = name + "😀".repeat(40 - name.length());
        Answer answer = stranger.post(
                "/auth/register",
                Map.of("email", name + "@example.org", "nickname", forty, "password", "한글😀".repeat(32)));

        assertEquals(201, answer.status());
        assertEquals(forty, answer.body().at("/user/nickname").asText());
    }

    @Test
    void aWrongPasswordAndAnUnknownEmailAreAnsweredAlike() {
        stranger.register(name);
        Answer wrong = stranger.login(name, "another password");
        Answer unknown = stranger.login(Rest.newName(), Rest.PASSWORD);

        assertEquals(401, wrong.status());
        assertEquals("unauthorized", wrong.code());
        assertEquals(wrong.body(), unknown.body());
    }

    @Test
    void guessingAPasswordIsSlowedDownForThatAccountAlone() {
        String other = Rest.newName();
        stranger.register(name);
        stranger.register(other);
        for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
            assertEquals(401, stranger.login(name, "guess number " + i).status());
        }
        Answer refused = stranger.login(name, Rest.PASSWORD);

        assertEquals(429, refused.status());
        assertEquals("rate_limited", refused.code());
        assertTrue(refused.body().path("retryAfterMs").asLong() > 0);
        assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
        assertEquals(200, stranger.login(other, Rest.PASSWORD).status());
    }

    @Test
    void aBcryptHashOfTheOriginalLetsItsUserInAndIsReplaced() throws Exception {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO users_model (nickname, email, password) VALUES (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, name + "@example.org");
            insert.setString(3, "$2b$06$156BRe5bPw4rqt4F41h56OOD69NBs8DVGkhQ8yxO2rOOeOzt3Hlsm");
            insert.executeUpdate();
        }

        assertEquals(401, stranger.login(name, "wrong horse battery").status());
        assertEquals(200, stranger.login(name, Rest.PASSWORD).status());
        assertTrue(storedPassword().startsWith("$argon2id$"));
        assertEquals(200, stranger.login(name, Rest.PASSWORD).status());
    }

    @Test
    void peopleAreFoundByAnyPartOfTheirNickname() {
        Rest alice = stranger.with(register("1", name + " Aa_1").accessToken());
        register("2", name + " ab%2");
        register("3", name + " Ac!3");

        // sorted as the database's language is
        assertEquals(List.of(name + " Aa_1", name + " ab%2", name + " Ac!3"), found(alice, name + "%20A", ""));
        assertEquals(List.of(name + " Aa_1"), found(alice, name.substring(3) + "%20aA_", ""));
        assertEquals(List.of(name + " ab%2"), found(alice, name + "%20ab%25", ""));
        assertEquals(List.of(name + " Ac!3"), found(alice, name + "%20ac!", ""));
        assertEquals(List.of(), found(alice, name + "%25", ""));
        assertEquals(List.of(name + " ab%2"), found(alice, name, "&page=2&limit=1"));
        JsonNode page = alice.get("/users?query=" + name + "&page=9&limit=2").body();
        assertEquals(3, page.path("total").asInt());
        assertEquals(9, page.path("page").asInt());
        assertEquals(2, page.path("limit").asInt());
        assertTrue(page.path("data").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page=0", "page=01", "page=x", "page=4294967297", "limit=0", "limit=101", "limit=", "query=%00"})
    void refusesAPageThatIsNone(String query) {
        Answer answer = stranger.with(stranger.register(name).accessToken()).get("/users?" + query);

        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
    }

    @Test
    void passwordsAndTokensAreNotInTheDatabaseInClear() throws Exception {
        Answer registered = stranger.register(name);
        assertNotEquals(Rest.PASSWORD, storedPassword());
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT count(*) FROM refresh_tokens WHERE token_hash = sha256(?)")) {
            select.setBytes(1, registered.refreshToken().getBytes(StandardCharsets.UTF_8));
            try (ResultSet result = select.executeQuery()) {
                result.next();
                assertEquals(1, result.getInt(1));
            }
        }
    }

    private Answer register(String number, String nickname) {
        return stranger.registerPatiently(name + number + "@example.org", nickname);
    }

    private static List<String> found(Rest who, String query, String more) {
        JsonNode data = who.get("/users?query=" + query + more).body().path("data");
        Stream<JsonNode> users = StreamSupport.stream(data.spliterator(), false);
        return users.map(user -> user.path("nickname").asText()).toList();
    }

    private String storedPassword() throws Exception {
        try (Connection connection = connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT password FROM users_model WHERE nickname = ?")) {
            select.setString(1, name);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private Connection connect() throws Exception {
        return postgres.connect(ServerUnderTest.databaseUrl());
    }
}
