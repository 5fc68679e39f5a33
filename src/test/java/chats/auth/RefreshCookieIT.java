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
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The refresh token of a browser, kept in a cookie that no script can read. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class RefreshCookieIT {
    private final RunningServer server;
    private final RunningPostgres postgres;
    private final Rest stranger;
    private final Browser browser;
    private final String name = Rest.newName();
    private final Answer registered;

    RefreshCookieIT(RunningServer server, RunningPostgres postgres) {
        this.server = server;
        this.postgres = postgres;
        this.stranger = Rest.stranger(server);
        this.browser = new Browser(stranger);
        this.registered = browser.register(name);
    }

    @Test
    void isHiddenFromScriptsAndFromOtherSites() {
        assertEquals(201, registered.status());
        assertTrue(registered.body().has("refreshToken"));
        assertTrue(registered.body().get("refreshToken").isNull());
        String cookie = setCookie(registered);
        for (String part : new String[] {"chats_refresh=", "HttpOnly", "SameSite=Strict", "Path=/auth", "Max-Age="}) {
            assertTrue(cookie.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)), cookie);
        }
        assertFalse(cookie.contains("Secure"), "this server is not reached over TLS");
    }

    @Test
    void goesOnAndMayComeAgainForAWhile() throws SQLException {
        String first = registered.cookie();
        Answer second = browser.refresh(first);
        Answer again = browser.refresh(first);

        assertEquals(200, second.status());
        assertEquals(200, again.status(), "a page that is reloaded loses the answer");
        assertEquals(200, stranger.with(again.accessToken()).me().status());

        forgetTheGrace();
        assertEquals(401, browser.refresh(first).status(), "and this is a thief");
        assertEquals(401, browser.refresh(second.cookie()).status(), "so the login has ended");
    }

    @Test
    void aPageThatLostTheAnswerGoesOnWithTheNextOne() {
        String cookie = registered.cookie();
        for (int reloads = 0; reloads < 5; reloads++) {
            browser.refresh(cookie);
            cookie = browser.refresh(cookie).cookie();
        }

        assertEquals(200, browser.refresh(cookie).status());
    }

    @Test
    void tabsThatAskAtOnceAllGoOnWithTheOneThatTheBrowserKeeps() {
        String cookie = registered.cookie();
        for (int turn = 0; turn < 3; turn++) {
            List<Answer> answers = atOnce(cookie, 6);
            assertEquals(Set.of(200), answers.stream().map(Answer::status).collect(Collectors.toSet()));
            cookie = answers.get(turn).cookie();
        }

        assertEquals(200, browser.refresh(cookie).status());
    }

    @Test
    void howeverOftenItComesAgainThereAreTwoToGoOnWith() {
        Set<String> next =
                atOnce(registered.cookie(), 20).stream().map(Answer::cookie).collect(Collectors.toSet());

        assertEquals(2, next.size());
    }

    @Test
    void aThiefIsNoticedAsSoonAsBothHaveGoneOn() {
        String stolen = registered.cookie();
        Answer owner = browser.refresh(stolen);
        Answer thief = browser.refresh(stolen);
        assertNotEquals(owner.cookie(), thief.cookie());
        Answer onward = browser.refresh(owner.cookie());
        assertEquals(200, onward.status());

        assertEquals(401, browser.refresh(thief.cookie()).status());
        for (Answer answer : List.of(registered, owner, thief, onward)) {
            assertEquals(401, stranger.with(answer.accessToken()).me().status(), "the login has ended");
            assertEquals(401, browser.refresh(answer.cookie()).status());
        }
    }

    @Test
    void aThiefWhoIsQuickerIsNoticedToo() {
        String stolen = registered.cookie();
        Answer thief = browser.refresh(stolen);
        Answer owner = browser.refresh(stolen);
        Answer onward = browser.refresh(thief.cookie());
        assertEquals(200, onward.status());

        assertEquals(401, browser.refresh(owner.cookie()).status());
        assertEquals(401, browser.refresh(onward.cookie()).status());
    }

    /** Thief and owner hold the alternative token: the owner's browser lost the first answer. */
    @Test
    void aThiefWithTheSameTokenIsNoticedATurnLater() {
        String stolen = registered.cookie();
        browser.refresh(stolen);
        String shared = browser.refresh(stolen).cookie();
        assertEquals(shared, browser.refresh(stolen).cookie());
        String owner = browser.refresh(shared).cookie();
        String thief = browser.refresh(shared).cookie();

        assertEquals(200, browser.refresh(owner).status());
        assertEquals(401, browser.refresh(thief).status());
    }

    @Test
    void isNoRefreshTokenForABody() {
        String token = registered.cookie().replaceFirst(".*=", "");

        assertEquals(401, stranger.refresh(token).status());
        assertEquals(200, browser.refresh(registered.cookie()).status(), "it was not used up");
    }

    @Test
    void aRefreshTokenForABodyIsNoCookie() {
        Answer login = stranger.login(name, Rest.PASSWORD);

        assertEquals(401, browser.refresh(asCookie(login)).status());
        assertEquals(200, stranger.refresh(login.refreshToken()).status(), "it was not used up");
    }

    @Test
    void aUsedRefreshTokenThatComesAgainAsTheCookieEndsTheLogin() {
        Answer login = stranger.login(name, Rest.PASSWORD);
        Answer second = stranger.refresh(login.refreshToken());

        assertEquals(401, browser.refresh(asCookie(login)).status());
        assertEquals(401, stranger.refresh(second.refreshToken()).status());
        assertEquals(401, stranger.with(second.accessToken()).me().status());
        assertEquals(200, stranger.with(registered.accessToken()).me().status(), "and no other");
    }

    @Test
    void oneFromBeforeGoesOnAsWhatItIsUsedAs() throws SQLException {
        Answer login = stranger.login(name, Rest.PASSWORD);
        run("UPDATE refresh_tokens t SET cookie = NULL, turn = NULL FROM logins l, users_model u"
                + " WHERE l.id = t.login_id AND u.id = l.user_id AND u.nickname = ?");
        Answer second = browser.refresh(registered.cookie());
        Answer again = browser.refresh(registered.cookie());
        Answer third = browser.refresh(again.cookie());

        assertEquals(200, second.status());
        assertEquals(200, again.status());
        assertEquals(200, third.status());
        assertEquals(
                401, stranger.refresh(third.cookie().replaceFirst(".*=", "")).status());
        Answer body = stranger.refresh(login.refreshToken());
        assertEquals(200, body.status());
        assertEquals(200, stranger.refresh(body.refreshToken()).status());
    }

    @Test
    void isNotTakenFromAPageThatMayNotReadAnswers() {
        assertEquals(
                401,
                browser.refresh(registered.cookie(), "Origin", "https://evil.example")
                        .status());
        assertEquals(
                200,
                browser.refresh(registered.cookie(), "Origin", "http://127.0.0.1:" + server.port())
                        .status());
    }

    @Test
    void isTakenAwayAtLogout() {
        Answer out = stranger.with(registered.accessToken())
                .send("POST", "/auth/logout", BodyPublishers.noBody(), "Cookie", registered.cookie());

        assertEquals(204, out.status());
        assertTrue(setCookie(out).contains("Max-Age=0"), setCookie(out));
        assertEquals(401, browser.refresh(registered.cookie()).status());
    }

    @Test
    void withoutOneThereIsNothingToGoOnWith() {
        assertEquals(401, stranger.post("/auth/refresh", Map.of("cookie", true)).status());
        Answer neither = stranger.post("/auth/refresh", Map.of());
        assertEquals("validation_failed", neither.code());
    }

    private List<Answer> atOnce(String cookie, int times) {
        List<CompletableFuture<Answer>> answers =
                Stream.generate(() -> browser.refreshLater(cookie)).limit(times).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static String asCookie(Answer answer) {
        return "chats_refresh=" + answer.refreshToken();
    }

    private static String setCookie(Answer answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("none");
    }

    private void forgetTheGrace() throws SQLException {
        run("UPDATE refresh_tokens t SET used_at = t.used_at - interval '1 minute' FROM logins l, users_model u"
                + " WHERE l.id = t.login_id AND u.id = l.user_id AND u.nickname = ?");
    }

    /** Of this user alone. */
    private void run(String sql) throws SQLException {
        try (Connection database = postgres.connect(ServerUnderTest.databaseUrl());
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }
}
