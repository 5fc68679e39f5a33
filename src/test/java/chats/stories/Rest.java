package chats.stories;

import chats.documents.OpenApi;
import chats.run.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** REST as one person, or as nobody. */
final class Rest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningServer server;
    private final Optional<String> authorization;

    private Rest(RunningServer server, Optional<String> authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    static Rest withToken(RunningServer server, String token) {
        return new Rest(server, Optional.of("Bearer " + token));
    }

    static Rest withoutToken(RunningServer server) {
        return new Rest(server, Optional.empty());
    }

    Answer get(String path) {
        return send("GET", path, "application/json", new byte[0]);
    }

    /** The body as JSON; a String is taken for JSON text. */
    Answer post(String path, Object body) {
        String json = body instanceof String text ? text : Trees.of(body).toString();
        return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The body in chunks of no announced length. */
    Answer postInParts(String path, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return send(
                "POST",
                path,
                "application/json",
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    Answer send(String method, String path, String contentType, byte[] body) {
        return send(method, path, contentType, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private Answer send(String method, String path, String contentType, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", contentType)
                .method(method, body);
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            OpenApi.check(method, path, response);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
