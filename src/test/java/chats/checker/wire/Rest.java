package chats.checker.wire;

import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** REST, with one user's token or none. */
public final class Rest {
    private final RunningServer server;
    private final String authorization;

    /** What REST answered. */
    public record Answer(int status, JsonNode body) {
        public boolean isGranted() {
            return status < 300;
        }
    }

    private Rest(RunningServer server, String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    public static Rest as(RunningServer server, String token) {
        return new Rest(server, "Bearer " + token);
    }

    public static Rest asNobody(RunningServer server) {
        return new Rest(server, "");
    }

    /** The answer's body.
     *
     * @throws IOException if the answer is a refusal
     */
    public JsonNode create(String path, JsonNode body) throws IOException {
        Answer answer = post(path, body).join();
        if (!answer.isGranted()) {
            throw new IOException("POST " + path + ": " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    /** Fails if the server does not answer. */
    public CompletableFuture<Answer> post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    public CompletableFuture<Answer> get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path)).timeout(Duration.ofSeconds(60));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static CompletableFuture<Answer> send(HttpRequest.Builder request) {
        return Wire.HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Rest::answer);
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), Wire.parse(response.body()));
    }
}
