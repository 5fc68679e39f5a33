package chats.auth;

import chats.client.Answer;
import chats.client.Rest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Somebody whose refresh token is in a cookie; {@link Answer#cookie} has its name and value. */
record Browser(Rest rest) {
    Answer register(String name) {
        return rest.post(
                "/auth/register",
                Map.of("email", name + "@example.org", "nickname", name, "password", Rest.PASSWORD, "cookie", true));
    }

    /** Goes on with the cookie. */
    Answer refresh(String cookie, String... headers) {
        return refreshLater(cookie, headers).join();
    }

    CompletableFuture<Answer> refreshLater(String cookie, String... headers) {
        Stream<String> all =
                Stream.concat(Stream.of("Content-Type", "application/json", "Cookie", cookie), Stream.of(headers));
        return rest.later(
                "POST", "/auth/refresh", BodyPublishers.ofString("{\"cookie\":true}"), all.toArray(String[]::new));
    }
}
