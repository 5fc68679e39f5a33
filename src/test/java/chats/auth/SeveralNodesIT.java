package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.RunningRedis;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The signing keys of a database on which two nodes have started at once: rotation, encryption and a lost secret. */
@SharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(2)
class SeveralNodesIT {
    private final RunningPostgres postgres;
    private final String url;
    private RunningRedis redis;
    private RunningServer first;
    private RunningServer second;
    private Answer login;
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
        second = node().launch();
        first.awaitReady();
        second.awaitReady();
        login = Rest.stranger(first).register(Rest.newName());
    }

    private ServerToStart node() {
        return ServerToStart.on(postgres, url).with("REDIS_URL", redis.url());
    }

    @AfterAll
    void stop() {
        if (redis != null) {
            first.close();
            second.close();
            redis.close();
        }
    }

    @Test
    @Order(1)
    void theyMakeOneKey() throws Exception {
        assertEquals(1, count("signing_keys"));
        assertEquals(200, me(second, login));
    }

    @Test
    @Order(2)
    void aLogoutAtOneIsHeardOfAtTheOther() {
        Answer other = Rest.stranger(first).register(Rest.newName());
        assertEquals(200, me(second, other));
        Rest.stranger(first).with(other.accessToken()).send("POST", "/auth/logout", BodyPublishers.noBody());

        assertEquals(401, me(first, other));
        Patience.until("the other node refuses the token", () -> me(second, other) == 401);
    }

    @Test
    @Order(2)
    void ofNicknamesThatLookAlikeWantedAtBothAtOnceOneIsGiven() {
        for (int i = 0; i < 3; i++) {
            String name = Rest.newName();
            CompletableFuture<Answer> one = CompletableFuture.supplyAsync(() -> registered(first, "Scope " + name));
            CompletableFuture<Answer> other = CompletableFuture.supplyAsync(() -> registered(second, "SСOPE " + name));
            assertEquals(
                    List.of(201, 409),
                    Stream.of(one, other)
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
        String name = Rest.newName();
        Rest.stranger(first).register(name);
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
        Patience.until("the login has ended at the other node", () -> me(first, again) == 401);
    }

    @Test
    @Order(3)
    void aNodeWithASecretSealsTheOldKeyAndMakesANewOneWhenItIsOld() throws Exception {
        run("UPDATE signing_keys SET created_at = created_at - interval '91 days'");
        try (RunningServer sealing = node().with("KEY_SECRET", "a secret").start()) {
            fresh = Rest.stranger(sealing).register(Rest.newName());

            assertEquals(2, count("signing_keys"));
            assertEquals(0, count("signing_keys WHERE NOT encrypted"));
            assertEquals(200, me(sealing, login), "the old key still verifies");
            assertEquals(200, me(second, fresh), "a node that did not know the new key reads it");
        }
    }

    @Test
    @Order(4)
    void aNodeWhoseTokensAreShorterRefusesLongerOnes() {
        try (RunningServer shorter = node().with("KEY_SECRET", "a secret")
                .with("ACCESS_TOKEN_SECONDS", "20")
                .start()) {
            assertEquals(401, me(shorter, fresh));
            fresh = Rest.stranger(shorter).refresh(fresh.refreshToken());

            assertEquals(200, me(shorter, fresh));
            assertEquals(200, me(second, fresh), "the others take them");
        }
    }

    @Test
    @Order(4)
    void aNodeWithAnotherSecretSaysSoAndMakesNoKey() throws Exception {
        try (RunningServer wrong = node().with("KEY_SECRET", "another secret").launch()) {
            Patience.until("it names the setting", () -> wrong.log().contains("KEY_SECRET is not the one"));
            Patience.until("it answers", () -> status(wrong) != 0);

            assertFalse(wrong.isReady());
            assertEquals(503, status(wrong));
            assertEquals(2, count("signing_keys"));
        }
    }

    @Test
    @Order(5)
    void aTokenThatHasRunOutIsCalledExpired() {
        Patience.until("the token runs out", () -> me(second, fresh) != 200);
        assertEquals(
                "token_expired",
                Rest.stranger(second).with(fresh.accessToken()).me().code());
    }

    private static int me(RunningServer server, Answer login) {
        return Rest.stranger(server).with(login.accessToken()).me().status();
    }

    /** Of a registration; 0 while there is no answer. */
    private static int status(RunningServer server) {
        try {
            int status = Rest.stranger(server).register(Rest.newName()).status();
            return status == 404 ? 0 : status;
        } catch (CompletionException e) {
            return 0;
        }
    }

    private int count(String rows) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            result.next();
            return result.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
