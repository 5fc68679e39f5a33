package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.TextListener;
import chats.json.Json;
import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.RunningRedis;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.SharedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two nodes that have started at once on one database, and the signing keys in it: rotation, encryption and another secret. The second
 * node gives shorter tokens and has no metrics. So who is to be known at both registers at the second.
 */
@SharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(2)
class SeveralNodesIT {
    /** With characters that have a meaning for the server, for MicroProfile Config or for a shell. */
    private static final String KEY_SECRET = "a${HTTP_PORT}b${none}$c{d}e\\f,g%h한";

    /** For which a token of the second node is good. */
    private static final int SHORT_SECONDS = 60;

    private static final TestTokens STRANGER = TestTokens.rsa();

    private final RunningPostgres postgres;
    private final String url;
    private RunningRedis redis;
    private RunningServer first;
    private RunningServer second;
    private String name;
    private Answer login;
    private Answer other;
    private Answer fresh;

    SeveralNodesIT(RunningPostgres postgres) {
        this.postgres = postgres;
        this.url = postgres.newDatabase();
    }

    @BeforeAll
    void twoNodesStartAtOnce() {
        RunningRedis.unavailable().ifPresent(Assumptions::abort);
        redis = RunningRedis.start();
        first = node().launch();
        second = node().with("ACCESS_TOKEN_SECONDS", Integer.toString(SHORT_SECONDS))
                .with("METRICS_OPEN", "false")
                .launch();
        first.awaitReady();
        second.awaitReady();
        name = Rest.newName();
        login = Rest.stranger(first).register(name);
        other = Rest.stranger(second).register(Rest.newName());
    }

    private ServerToStart node() {
        return ServerToStart.on(postgres, url)
                .with("REDIS_URL", redis.url())
                .with("KEY_SECRET", KEY_SECRET)
                .with("LC_ALL", "C");
    }

    @AfterAll
    void stop() {
        if (redis != null) {
            first.kill();
            second.kill();
            redis.close();
        }
    }

    @Test
    @Order(1)
    void theyMakeOneKey() throws Exception {
        assertEquals(1, count("signing_keys"));
        assertEquals(200, me(second, other));
        assertEquals(200, me(first, other));
    }

    @Test
    @Order(1)
    void theKeyIsSealedUnderTheSecretAsItIs() throws Exception {
        assertEquals(0, count("signing_keys WHERE NOT encrypted"));
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet key = statement.executeQuery("SELECT kid, private_key FROM signing_keys")) {
            key.next();
            new KeyEncryption(KEY_SECRET).open(key.getString(1), key.getBytes(2));
        }
    }

    @Test
    @Order(1)
    void theyKnowOfOneAnotherAndBothServe() throws Exception {
        assertEquals(2, count("nodes WHERE has_bus"));
        for (RunningServer node : List.of(first, second)) {
            node.awaitReady();
            assertFalse(node.log().contains("Another node uses this database"));
        }
    }

    @Test
    @Order(1)
    void aNodeWhoseMetricsAreNotOpenHasNone() {
        assertEquals(200, Rest.stranger(first).get("/metrics").status());
        assertEquals(404, Rest.stranger(second).get("/metrics").status());
        String documented = Rest.stranger(second).get("/openapi").text();
        assertTrue(documented.contains("/chats:"));
        assertFalse(documented.contains("/metrics:"));
    }

    @Test
    @Order(2)
    void aLogoutAtOneIsHeardOfAtTheOther() {
        other = refreshed(second, other);
        assertEquals(200, me(second, other));
        Rest.stranger(first).with(other.accessToken()).send("POST", "/auth/logout", BodyPublishers.noBody());

        assertTrue(hasEnded(first, other));
        Patience.until("the other node refuses the token", () -> hasEnded(second, other));
    }

    @Test
    @Order(2)
    void aNewNicknameThatOneGivesIsHeardAndKnownAtTheOther() {
        Answer renamed = registered(second, Rest.newName());
        String nickname = Rest.newName();
        CompletableFuture<Boolean> open = new CompletableFuture<>();
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + renamed.accessToken())
                .buildAsync(second.ws("/chats"), new TextListener() {
                    @Override
                    protected void heard(WebSocket from, String text) {
                        if (text.contains("user_changed")) {
                            heard.complete(text);
                        }
                        if (text.contains("\"id\":\"open\"")) {
                            open.complete(true);
                        }
                    }
                })
                .join();
        socket.sendText("{\"event\":\"sync_whispers\",\"data\":{},\"id\":\"open\"}", true)
                .join();
        Patience.await(open, "the socket is there");
        Rest.stranger(first)
                .with(renamed.accessToken())
                .patch("/users/me", Map.of("nickname", nickname))
                .ok();

        String event = Patience.await(heard, "the other node tells it");
        assertEquals(nickname, Json.read(event).at("/data/user/nickname").asText());
        assertEquals(nickname, asked(second, renamed).body().path("nickname").asText());
        socket.abort();
    }

    @Test
    @Order(2)
    void ofNicknamesThatLookAlikeWantedAtBothAtOnceOneIsGiven() {
        for (int i = 0; i < 3; i++) {
            String end = Rest.newName();
            CompletableFuture<Answer> here = CompletableFuture.supplyAsync(() -> registered(first, "Scope " + end));
            CompletableFuture<Answer> there = CompletableFuture.supplyAsync(() -> registered(second, "SСOPE " + end));
            assertEquals(
                    List.of(201, 409),
                    Stream.of(here, there)
                            .map(answer -> answer.join().status())
                            .sorted()
                            .toList());
        }
    }

    private static Answer registered(RunningServer node, String nickname) {
        return Rest.stranger(node).register(Rest.newName() + "@example.org", nickname);
    }

    @Test
    @Order(2)
    void failedLoginsCountOnBothTogether() {
        Assumptions.assumeTrue(
                RunningRedis.unavailable().isEmpty(),
                () -> RunningRedis.unavailable().orElse(""));
        for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
            assertEquals(
                    401,
                    Rest.stranger(i % 2 == 0 ? first : second)
                            .login(name, "wrong password")
                            .status());
        }
        assertEquals(429, Rest.stranger(first).login(name, "wrong password").status());
        assertEquals(429, Rest.stranger(second).login(name, "wrong password").status());
    }

    @Test
    @Order(2)
    void aCookieThatComesAgainAtTheOtherNodeHasOneTwin() {
        Browser atFirst = new Browser(Rest.stranger(first));
        Browser atSecond = new Browser(Rest.stranger(second));
        String cookie = atFirst.register(Rest.newName()).cookie();
        String next = atFirst.refresh(cookie).cookie();
        Answer again = atSecond.refresh(cookie);
        assertEquals(200, again.status());
        assertEquals(again.cookie(), atFirst.refresh(cookie).cookie());

        assertEquals(200, atFirst.refresh(next).status());
        assertEquals(401, atSecond.refresh(again.cookie()).status(), "one of the two is a thief");
        Patience.until("the login has ended at the other node", () -> hasEnded(first, again));
    }

    @Test
    @Order(3)
    void aNodeWithASecretSealsAnOpenKeyAndMakesANewOneWhenItIsOld() throws Exception {
        login = refreshed(first, login);
        fresh = refreshed(second, login);
        String old = kid(fresh);
        openTheKey();
        run("UPDATE signing_keys SET created_at = created_at - interval '91 days'");
        Patience.until("there is a new key", () -> {
            readsTheKeys(second);
            return count("signing_keys") == 2;
        });
        assertEquals(0, count("signing_keys WHERE NOT encrypted"));
        Patience.until("the second node signs with the new key", () -> {
            readsTheKeys(second);
            Answer next = refreshed(second, fresh);
            // more of them than a user may have in a second are refused
            fresh = next.status() == 200 ? next : fresh;
            return !kid(fresh).equals(old);
        });

        assertEquals(200, me(first, login), "the old key still verifies");
        assertEquals(200, me(first, fresh), "a node that did not know the new key reads it");
    }

    /** As it was before there was a secret. */
    private void openTheKey() throws Exception {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet key = statement.executeQuery("SELECT kid, private_key FROM signing_keys");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE signing_keys SET private_key = ?, encrypted = false")) {
            key.next();
            update.setBytes(1, new KeyEncryption(KEY_SECRET).open(key.getString(1), key.getBytes(2)));
            update.executeUpdate();
        }
    }

    @Test
    @Order(4)
    void aNodeWhoseTokensAreShorterRefusesLongerOnes() {
        Answer longer = refreshed(first, fresh);
        assertEquals(200, me(first, longer));
        assertEquals("unauthorized", code(second, longer));
        fresh = refreshed(second, longer);

        assertEquals(200, me(second, fresh));
        assertEquals(200, me(first, fresh), "the others take them");
    }

    @Test
    @Order(5)
    void aTokenThatHasRunOutIsCalledExpired() {
        Patience.untilTime(System.nanoTime() + TimeUnit.SECONDS.toNanos(SHORT_SECONDS));
        Patience.until("the token has run out", () -> me(second, fresh) != 200);
        assertEquals("token_expired", code(second, fresh));
    }

    /** That of a node that starts with another one is told by {@link SigningKeysTest}. */
    @Test
    @Order(6)
    void aNodeWhoseSecretIsAnotherSaysSoAndMakesNoKey() throws Exception {
        replaceTheKeyByOneUnderAnotherSecret();
        Patience.until("it names the setting", () -> {
            readsTheKeys(second);
            return second.log().contains("KEY_SECRET is not the one");
        });

        assertFalse(second.isReady());
        assertEquals(503, Rest.stranger(second).register(Rest.newName()).status());
        assertEquals(3, count("signing_keys"));
    }

    /** By one statement: a node that found no active key would make one. */
    private void replaceTheKeyByOneUnderAnotherSecret() throws Exception {
        try (Connection connection = postgres.connect(url);
                PreparedStatement insert = connection.prepareStatement(
                        "WITH retired AS (UPDATE signing_keys SET retired_at = timezone('utc', now())"
                                + " WHERE retired_at IS NULL) INSERT INTO signing_keys"
                                + " (algorithm, kid, public_key, private_key, encrypted, created_at)"
                                + " VALUES ('RS256', 'another', ?, ?, true, timezone('utc', now()))")) {
            byte[] plain = STRANGER.keys().getPrivate().getEncoded();
            insert.setBytes(1, STRANGER.keys().getPublic().getEncoded());
            insert.setBytes(2, new KeyEncryption("another secret").seal("another", plain));
            insert.executeUpdate();
        }
    }

    /** A token under a key that a node does not know makes it read the keys again, if it has not done so for a second. */
    private static void readsTheKeys(RunningServer server) {
        Rest.stranger(server)
                .with(STRANGER.sign(TestTokens.claims(TestTokens.in(60)), Rest.newName()))
                .me();
    }

    /** The same login, with a token of that node's. */
    private static Answer refreshed(RunningServer server, Answer login) {
        return Rest.stranger(server).refresh(login.refreshToken());
    }

    private static String kid(Answer login) {
        String head = login.accessToken().split("\\.")[0];
        return Json.read(new String(Base64.getUrlDecoder().decode(head), StandardCharsets.UTF_8))
                .path("kid")
                .asText();
    }

    private static int me(RunningServer server, Answer login) {
        return asked(server, login).status();
    }

    private static String code(RunningServer server, Answer login) {
        return asked(server, login).code();
    }

    /** While a node reads the keys, it does not know a key that is new to it: it says so by 503. */
    private static Answer asked(RunningServer server, Answer login) {
        return Patience.await(
                () -> {
                    Answer answer =
                            Rest.stranger(server).with(login.accessToken()).me();
                    return answer.status() == 503 ? null : answer;
                },
                "the node has read the keys");
    }

    /** And has not just run out. */
    private static boolean hasEnded(RunningServer server, Answer login) {
        return "unauthorized".equals(code(server, login));
    }

    private int count(String rows) {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
