package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.Trees;
import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A user takes another password, at a running server. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class PasswordChangeIT {
    private static final String NEW = "a new password";

    private final Rest stranger;
    private final String name = Rest.newName();
    private final Answer own;
    private final Rest alice;

    PasswordChangeIT(RunningServer server) {
        stranger = Rest.stranger(server).documented();
        own = stranger.registerPatiently(name + "@example.org", name);
        alice = stranger.with(own.accessToken());
    }

    @Test
    void theNewPasswordIsGoodAndTheOldOneIsNot() {
        JsonNode me = change(Rest.PASSWORD, NEW).ok();
        assertEquals(alice.me().ok(), me);
        assertEquals(401, stranger.loginPatiently(name, Rest.PASSWORD).status());
        assertEquals(200, stranger.loginPatiently(name, NEW).status());
    }

    @Test
    void otherLoginsEndAndTheOneThatAsksGoesOn() {
        Answer phone = stranger.loginPatiently(name, Rest.PASSWORD);
        change(Rest.PASSWORD, NEW).ok();
        stranger.with(phone.accessToken()).me().isRefused("unauthorized");
        stranger.refresh(phone.refreshToken()).isRefused("unauthorized");
        alice.me().ok();
        stranger.refresh(own.refreshToken()).ok();
    }

    @Test
    void withoutTheCurrentPasswordNothingIsChanged() {
        String other = Rest.newName();
        JsonNode before = alice.me().ok();
        alice.patch("/users/me", Trees.object("password", NEW)).isRefused("unauthorized");
        alice.patch("/users/me", Trees.object("nickname", other, "password", NEW))
                .isRefused("unauthorized");
        for (String wrong : new String[] {"", "wrong", "x".repeat(129)}) {
            alice.patch("/users/me", Trees.object("nickname", other, "password", NEW, "currentPassword", wrong))
                    .isRefused("unauthorized");
        }
        assertEquals(before, alice.me().ok());
        assertEquals(200, stranger.loginPatiently(name, Rest.PASSWORD).status());
    }

    @Test
    void nicknameAndPasswordAreChangedTogetherOrNotAtAll() {
        String taken = Rest.newName();
        stranger.registerPatiently(taken + "@example.org", taken);
        alice.patch("/users/me", Trees.object("nickname", taken, "password", NEW, "currentPassword", Rest.PASSWORD))
                .isRefused("conflict");
        assertEquals(200, stranger.loginPatiently(name, Rest.PASSWORD).status());
        String free = Rest.newName();
        JsonNode me = alice.patch(
                        "/users/me", Trees.object("nickname", free, "password", NEW, "currentPassword", Rest.PASSWORD))
                .ok();
        assertEquals(free, me.get("nickname").asText());
        Answer login = stranger.loginPatiently(name, NEW);
        assertEquals(free, login.body().at("/user/nickname").asText());
    }

    @Test
    void ofTwoChangesAtOnceOneIsDone() {
        List<String> wanted = List.of("one new password", "another new password");
        List<CompletableFuture<Answer>> answers = wanted.stream()
                .map(password -> CompletableFuture.supplyAsync(() -> change(Rest.PASSWORD, password)))
                .toList();
        List<Integer> statuses =
                answers.stream().map(answer -> answer.join().status()).toList();
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        String done = wanted.get(statuses.indexOf(200));
        assertEquals(200, stranger.loginPatiently(name, done).status());
    }

    /** As after a login elsewhere at that moment, which has stored a better hash of it. */
    @Test
    void anotherHashOfTheCurrentPasswordIsStoredMeanwhile() throws Exception {
        String twin = Rest.newName();
        stranger.registerPatiently(twin + "@example.org", twin);
        CompletableFuture<Answer> changed;
        try (Connection other = RunningPostgres.shared().connect(ServerUnderTest.databaseUrl());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE users_model SET password = twin.password FROM users_model twin"
                    + " WHERE users_model.nickname = '" + name + "' AND twin.nickname = '" + twin + "'");
            changed = CompletableFuture.supplyAsync(() -> change(Rest.PASSWORD, NEW));
            Patience.until("the change waits for the row", () -> isWaitedFor(statement));
            other.commit();
        }
        Patience.await(changed, "the password is changed").ok();
        assertEquals(200, stranger.loginPatiently(name, NEW).status());
    }

    private static boolean isWaitedFor(Statement statement) {
        try (ResultSet waiting = statement.executeQuery(
                "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))")) {
            return waiting.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void guessingTheCurrentPasswordIsLimitedAsLoginsAre() {
        for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
            change("guess number " + i, NEW).isRefused("unauthorized");
        }
        change(Rest.PASSWORD, NEW).isRefused("rate_limited");
        stranger.login(name, Rest.PASSWORD).isRefused("rate_limited");
        alice.me().ok();
    }

    @Test
    void strangersChangeNothing() {
        stranger.patch("/users/me", Trees.object("nickname", Rest.newName())).isRefused("unauthorized");
        Stream.of("{}", "{\"nickname\":null}")
                .forEach(body -> alice.patch("/users/me", body).ok());
    }

    private Answer change(String current, String password) {
        return alice.patch("/users/me", Trees.object("password", password, "currentPassword", current));
    }
}
