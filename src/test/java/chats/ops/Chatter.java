package chats.ops;

import chats.json.Json;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A user with an account, and with a plain WebSocket if needed. */
final class Chatter implements WebSocket.Listener {
    static final String PASSWORD = "correct horse battery";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningServer server;
    private final JsonNode account;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    private Chatter(RunningServer server, JsonNode account) {
        this.server = server;
        this.account = account;
    }

    static Chatter registered(RunningServer server) throws Exception {
        String name = "u" + UUID.randomUUID().toString().substring(0, 18);
        HttpResponse<String> answer = post(
                server,
                "/auth/register",
                Map.of("email", name + "@example.org", "nickname", name, "password", PASSWORD));
        return new Chatter(server, Json.read(answer.body()));
    }

    static HttpResponse<String> post(RunningServer server, String path, Map<String, ?> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.http(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    Chatter connected() {
        socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token())
                .buildAsync(server.ws("/chats"), this)
                .join();
        return this;
    }

    String token() {
        return account.path("accessToken").asText();
    }

    long id() {
        return account.path("user").path("id").asLong();
    }

    String email() {
        return account.path("user").path("nickname").asText() + "@example.org";
    }

    /** Sends an event and returns the data of its answer. */
    JsonNode ask(String event, Object data) throws InterruptedException {
        socket.sendText(Json.write(Map.of("event", event, "data", data, "id", "1")), true)
                .join();
        JsonNode frame = hear();
        while (!frame.has("id")) {
            frame = hear();
        }
        return frame.path("data");
    }

    JsonNode hear() throws InterruptedException {
        JsonNode frame = heard.poll(90, TimeUnit.SECONDS);
        if (frame == null) {
            throw new IllegalStateException("Nothing was heard");
        }
        return frame;
    }

    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
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
