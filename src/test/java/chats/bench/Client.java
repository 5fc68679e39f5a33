package chats.bench;

import chats.json.Json;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who logs in with a password and does everything that Chats has, over REST and the plain door. */
final class Client implements WebSocket.Listener {
    static final String PASSWORD = "correct horse battery";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningServer server;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private JsonNode tokens;

    private Client(RunningServer server) {
        this.server = server;
    }

    static Client registered(RunningServer server, String name) {
        Client client = new Client(server);
        client.tokens = client.post(
                "/auth/register", Map.of("email", name + "@example.org", "nickname", name, "password", PASSWORD));
        return client;
    }

    static Client loggedIn(RunningServer server, String email) {
        Client client = new Client(server);
        client.tokens = client.post("/auth/login", Map.of("email", email, "password", PASSWORD));
        return client;
    }

    long id() {
        return tokens.path("user").path("id").asLong();
    }

    void refresh() {
        tokens = post(
                "/auth/refresh",
                Map.of("refreshToken", tokens.path("refreshToken").asText()));
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(server.http(path)));
    }

    JsonNode post(String path, Object body) {
        return send(HttpRequest.newBuilder(server.http(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    /** Opens a socket for these events, one after the other, each answered before the next. */
    void tell(Map<String, Object> events) {
        WebSocket socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + tokens.path("accessToken").asText())
                .buildAsync(server.ws("/chats"), this)
                .join();
        events.forEach((event, data) -> {
            socket.sendText(Json.write(Map.of("event", event, "data", data, "id", event)), true)
                    .join();
            awaitAnswer(event);
        });
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    private JsonNode send(HttpRequest.Builder request) {
        if (tokens != null) {
            request.header(
                    "Authorization", "Bearer " + tokens.path("accessToken").asText());
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer + " " + answer.body());
            }
            return answer.body().isEmpty() ? null : Json.read(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitAnswer(String event) {
        try {
            JsonNode frame;
            do {
                frame = heard.poll(30, TimeUnit.SECONDS);
                if (frame == null || frame.path("event").asText().equals("exception")) {
                    throw new IllegalStateException(event + " is answered by " + frame);
                }
            } while (!frame.path("id").asText().equals(event));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            heard.add(Json.read(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }
}
