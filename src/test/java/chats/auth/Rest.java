package chats.auth;

import chats.json.Json;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A REST client for a running server, with or without a token. */
final class Rest {
    /** What the server said; {@code body} is the JSON in it, if there is any. */
    record Answer(int status, JsonNode body, HttpHeaders headers) {
        String code() {
            return body.path("code").asText();
        }

        String accessToken() {
            return body.path("accessToken").asText();
        }

        String refreshToken() {
            return body.path("refreshToken").asText();
        }

        /** Name and value of what is to be kept, as a browser sends it. */
        String cookie() {
            return headers.firstValue("Set-Cookie").orElse("none").replaceFirst(";.*", "");
        }
    }

    private static final HttpClient HTTP = HttpClient.newBuilder()
            // as browsers do: otherwise each request asks for an upgrade, which pages of other hosts may not
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    static final String PASSWORD = "correct horse battery";

    private final RunningServer server;
    private final String authorization;
    private final String address;

    private Rest(RunningServer server, String authorization, String address) {
        this.server = server;
        this.authorization = authorization;
        this.address = address;
    }

    static Rest stranger(RunningServer server) {
        return new Rest(server, null, null);
    }

    Rest with(String accessToken) {
        return new Rest(server, "Bearer " + accessToken, address);
    }

    /** As if there, for a server that trusts 127.0.0.1 as a proxy. */
    Rest from(String otherAddress) {
        return new Rest(server, authorization, otherAddress);
    }

    /** A name that no other test uses. */
    static String newName() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    Answer register(String name) {
        return post("/auth/register", Map.of("email", name + "@example.org", "nickname", name, "password", PASSWORD));
    }

    /** With a cookie. */
    Answer registerBrowser(String name) {
        return post(
                "/auth/register",
                Map.of("email", name + "@example.org", "nickname", name, "password", PASSWORD, "cookie", true));
    }

    Answer login(String name, String password) {
        return post("/auth/login", Map.of("email", name + "@example.org", "password", password));
    }

    Answer refresh(String refreshToken) {
        return post("/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    Answer me() {
        return get("/users/me");
    }

    /** Goes on with the cookie, which is name and value. */
    Answer refreshBrowser(String cookie, String... headers) {
        return refreshBrowserLater(cookie, headers).join();
    }

    CompletableFuture<Answer> refreshBrowserLater(String cookie, String... headers) {
        Stream<String> all =
                Stream.concat(Stream.of("Content-Type", "application/json", "Cookie", cookie), Stream.of(headers));
        return later("POST", "/auth/refresh", BodyPublishers.ofString("{\"cookie\":true}"), all.toArray(String[]::new));
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer post(String path, Object body) {
        return send("POST", path, BodyPublishers.ofString(Json.write(body)), "Content-Type", "application/json");
    }

    Answer send(String method, String path, BodyPublisher body, String... headers) {
        return later(method, path, body, headers).join();
    }

    CompletableFuture<Answer> later(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        if (address != null) {
            request.setHeader("X-Forwarded-For", address);
        }
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Rest::answer);
    }

    /** The status of a WebSocket's handshake. */
    int handshake(String... headers) throws IOException {
        Stream<String> token = Stream.ofNullable(authorization).map(value -> "Authorization: " + value);
        return Handshake.status(
                server.port(),
                "/chats",
                Stream.concat(token, Stream.of(headers)).toArray(String[]::new));
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        boolean json = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(
                response.statusCode(),
                Json.read(json ? response.body() : new byte[] {'n', 'u', 'l', 'l'}),
                response.headers());
    }
}
