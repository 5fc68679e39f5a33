package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The refresh token of a browser, kept in a cookie that no script can read. */
@ExtendWith(ServerUnderTest.class)
class RefreshCookieIT {
    private final RunningServer server;
    private final RunningPostgres postgres;
    private final Rest stranger;
    private final String name = Rest.newName();

    RefreshCookieIT(RunningServer server, RunningPostgres postgres) {
        this.server = server;
        this.postgres = postgres;
        this.stranger = Rest.stranger(server);
    }

    @Test
    void isHiddenFromScriptsAndFromOtherSites() {
        Rest.Answer registered = register();

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
        String first = pair(register());
        Rest.Answer second = refresh(first);
        Rest.Answer again = refresh(first);

        assertEquals(200, second.status());
        assertEquals(200, again.status(), "a page that is reloaded loses the answer");
        assertEquals(200, stranger.with(again.accessToken()).me().status());

        forgetTheGrace();
        assertEquals(401, refresh(first).status(), "and this is a thief");
        assertEquals(401, refresh(pair(second)).status(), "so the login has ended");
    }

    @Test
    void isNotTakenFromAPageThatMayNotReadAnswers() {
        String cookie = pair(register());

        assertEquals(401, refresh(cookie, "Origin", "https://evil.example").status());
        assertEquals(
                200,
                refresh(cookie, "Origin", "http://127.0.0.1:" + server.port()).status());
    }

    @Test
    void isTakenAwayAtLogout() {
        Rest.Answer registered = register();
        Rest.Answer out = stranger.with(registered.accessToken())
                .send("POST", "/auth/logout", BodyPublishers.noBody(), "Cookie", pair(registered));

        assertEquals(204, out.status());
        assertTrue(setCookie(out).contains("Max-Age=0"), setCookie(out));
        assertEquals(401, refresh(pair(registered)).status());
    }

    @Test
    void withoutOneThereIsNothingToGoOnWith() {
        assertEquals(401, stranger.post("/auth/refresh", Map.of("cookie", true)).status());
        Rest.Answer neither = stranger.post("/auth/refresh", Map.of());
        assertEquals("validation_failed", neither.code());
    }

    private Rest.Answer register() {
        return stranger.post(
                "/auth/register",
                Map.of("email", name + "@example.org", "nickname", name, "password", Rest.PASSWORD, "cookie", true));
    }

    private Rest.Answer refresh(String cookie, String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        all[2] = "Cookie";
        all[3] = cookie;
        return stranger.send("POST", "/auth/refresh", BodyPublishers.ofString("{\"cookie\":true}"), all);
    }

    private static String setCookie(Rest.Answer answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("none");
    }

    /** Name and value, as a browser sends it. */
    private static String pair(Rest.Answer answer) {
        return setCookie(answer).replaceFirst(";.*", "");
    }

    private void forgetTheGrace() throws SQLException {
        try (Connection database = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement statement = database.createStatement()) {
            statement.executeUpdate("UPDATE refresh_tokens SET used_at = used_at - interval '1 minute'");
        }
    }
}
