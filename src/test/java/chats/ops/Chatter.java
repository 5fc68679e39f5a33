package chats.ops;

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

/** A user with an account, and with a plain WebSocket if needed. */
final class Chatter extends TextListener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningServer server;
    private final String name;
    private final Answer account;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private WebSocket socket;

    private Chatter(RunningServer server, String name) {
        this.server = server;
        this.name = name;
        this.account = Rest.stranger(server).register(name);
    }

    static Chatter registered(RunningServer server) {
        return new Chatter(server, Rest.newName());
    }

    Chatter connected() {
        socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token())
                .buildAsync(server.ws("/chats"), this)
                .join();
        return this;
    }

    String token() {
        return account.accessToken();
    }

    long id() {
        return account.body().path("user").path("id").asLong();
    }

    String name() {
        return name;
    }

    String email() {
        return name + "@example.org";
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
    protected void heard(WebSocket from, String text) {
        heard.add(Json.read(text));
    }
}
