package chats.client;

import chats.documents.OpenApi;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** REST of a running server, with or without a token. */
public final class Rest {
    public static final String PASSWORD = "correct horse battery";

    private static final String JSON = "application/json";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            // as browsers do: otherwise each request asks for an upgrade, which pages of other hosts may not
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private final RunningServer server;
    private final Map<String, String> headers;
    private final boolean documented;

    private Rest(RunningServer server, Map<String, String> headers, boolean documented) {
        this.server = server;
        this.headers = headers;
        this.documented = documented;
    }

    public static Rest stranger(RunningServer server) {
        return new Rest(server, Map.of(), false);
    }

    public Rest with(String accessToken) {
        return and("Authorization", "Bearer " + accessToken);
    }

    /** As if there, for a server that trusts 127.0.0.1 as a proxy. */
    public Rest from(String otherAddress) {
        return and("X-Forwarded-For", otherAddress);
    }

    /** Fails if an answer is not as the OpenAPI document says. */
    public Rest documented() {
        return new Rest(server, headers, true);
    }

    private Rest and(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Rest(server, Map.copyOf(more), documented);
    }

    /** A name that no other test uses. */
    public static String newName() {
        return "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    public Answer register(String name) {
        return register(name + "@example.org", name);
    }

    public Answer register(String email, String nickname) {
        return post("/auth/register", Map.of("email", email, "nickname", nickname, "password", PASSWORD));
    }

    /** Retries after {@code Retry-After}: on a slow machine, not all of many passwords are hashed within two seconds. */
    public Answer registerPatiently(String email, String nickname) {
        return patiently(() -> register(email, nickname));
    }

    /** Logs in; tries again as long as the server has too many passwords to hash. */
    public Answer loginPatiently(String name, String password) {
        return patiently(() -> login(name, password));
    }

    private static Answer patiently(Supplier<Answer> request) {
        return Patience.await(
                () -> {
                    Answer answer = request.get();
                    return answer.status() == 429 ? null : answer;
                },
                "the server has time for a password");
    }

    public Answer login(String name, String password) {
        return post("/auth/login", Map.of("email", name + "@example.org", "password", password));
    }

    public Answer refresh(String refreshToken) {
        return post("/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    public Answer me() {
        return get("/users/me");
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** The body as JSON; a String is taken for JSON text. */
    public Answer post(String path, Object body) {
        return send("POST", path, json(body), "Content-Type", JSON);
    }

    /** The body as JSON; a String is taken for JSON text. */
    public Answer patch(String path, Object body) {
        return send("PATCH", path, json(body), "Content-Type", JSON);
    }

    public Answer put(String path) {
        return send("PUT", path, BodyPublishers.noBody());
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, json(body), "Content-Type", JSON);
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public CompletableFuture<Answer> postLater(String path, Object body) {
        return later("POST", path, json(body), "Content-Type", JSON);
    }

    /** The body in chunks of no announced length. */
    public Answer postInParts(String path, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        BodyPublisher parts = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        return send("POST", path, parts, "Content-Type", JSON);
    }

    /** @param more names and values of headers, in turns */
    public Answer send(String method, String path, BodyPublisher body, String... more) {
        return answer(method, path, exchange(method, path, body, more).join());
    }

    /** Fails if the server does not answer. */
    public CompletableFuture<Answer> later(String method, String path, BodyPublisher body, String... more) {
        return exchange(method, path, body, more).thenApply(response -> answer(method, path, response));
    }

    /**
     * The status of a WebSocket's handshake.
     *
     * @param more whole lines, such as {@code Origin: https://example.org}
     */
    public int handshake(String... more) throws IOException {
        Stream<String> own = headers.entrySet().stream().map(header -> header.getKey() + ": " + header.getValue());
        return Handshake.status(
                server.port(), "/chats", Stream.concat(own, Stream.of(more)).toArray(String[]::new));
    }

    private CompletableFuture<HttpResponse<byte[]>> exchange(
            String method, String path, BodyPublisher body, String... more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (more.length > 0) {
            request.headers(more);
        }
        headers.forEach(request::setHeader);
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private Answer answer(String method, String path, HttpResponse<byte[]> response) {
        Answer answer = Answer.of(response);
        if (documented) {
            OpenApi.check(method, path, answer.status(), answer.headers(), answer.text());
        }
        return answer;
    }

    private static BodyPublisher json(Object body) {
        boolean written = body instanceof String || body instanceof JsonNode;
        return BodyPublishers.ofString((written ? body : Trees.of(body)).toString());
    }
}
