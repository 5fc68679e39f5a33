package chats.bench;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.TextListener;
import chats.json.Json;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody who logs in with a password and does everything that Chats has, over REST and the plain door. */
final class Client extends TextListener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningServer server;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private Answer tokens;

    private Client(RunningServer server, Answer tokens) {
        this.server = server;
        take(tokens);
    }

    static Client registered(RunningServer server, String name) {
        return new Client(server, Rest.stranger(server).register(name));
    }

    static Client loggedIn(RunningServer server, String email) {
        return new Client(
                server, Rest.stranger(server).post("/auth/login", Map.of("email", email, "password", Rest.PASSWORD)));
    }

    long id() {
        return tokens.body().path("user").path("id").asLong();
    }

    void refresh() {
        take(rest().refresh(tokens.refreshToken()));
    }

    JsonNode get(String path) {
        return rest().get(path).granted();
    }

    JsonNode post(String path, Object body) {
        return rest().post(path, body).granted();
    }

    private void take(Answer answer) {
        answer.granted();
        tokens = answer;
    }

    private Rest rest() {
        return Rest.stranger(server).with(tokens.accessToken());
    }

    /** Opens a socket for these events, one after the other, each answered before the next. */
    void tell(Map<String, Object> events) {
        tell(events, null);
    }

    /** The same, and waits for this event of the server's afterwards; for none if it is null. */
    void tell(Map<String, Object> events, String last) {
        WebSocket socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + tokens.accessToken())
                .buildAsync(server.ws("/chats"), this)
                .join();
        events.forEach((event, data) -> {
            socket.sendText(Json.write(Map.of("event", event, "data", data, "id", event)), true)
                    .join();
            await(frame -> frame.path("id").asText().equals(event), event);
        });
        if (last != null) {
            await(frame -> frame.path("event").asText().equals(last), last);
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    private void await(Predicate<JsonNode> wanted, String event) {
        try {
            JsonNode frame;
            do {
                frame = heard.poll(30, TimeUnit.SECONDS);
                if (frame == null || frame.path("event").asText().equals("exception")) {
                    throw new IllegalStateException(event + " is answered by " + frame);
                }
            } while (!wanted.test(frame));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void heard(WebSocket from, String text) {
        heard.add(Json.read(text));
    }
}
