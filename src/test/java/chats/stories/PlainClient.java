package chats.stories;

import chats.client.Shapes;
import chats.client.TextListener;
import chats.client.Trees;
import chats.documents.AsyncApi;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A well-behaved client of the plain door, on the JDK's own WebSocket. */
final class PlainClient extends TextListener implements Transport {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Consumer<Frame> listener;
    private WebSocket socket;

    private PlainClient(Consumer<Frame> listener) {
        this.listener = listener;
    }

    static PlainClient open(URI address, String token, Consumer<Frame> listener) {
        return open(HTTP, address, token, listener);
    }

    static PlainClient open(HttpClient http, URI address, String token, Consumer<Frame> listener) {
        PlainClient client = new PlainClient(listener);
        try {
            client.socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .connectTimeout(Duration.ofSeconds(20))
                    .buildAsync(address, client)
                    .join();
            return client;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new DoorClosed(Integer.toString(refused.getResponse().statusCode()));
            }
            throw e;
        }
    }

    @Override
    public void send(String event, JsonNode data, Optional<String> id) {
        ObjectNode frame = Trees.object("event", event, "data", data);
        id.ifPresent(value -> frame.put("id", value));
        send(frame.toString());
    }

    /** Sends a text frame as it is. */
    synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    protected void heard(WebSocket from, String text) {
        JsonNode frame = Trees.parse(text);
        Shapes.exactly(frame, frame.has("id") ? new String[] {"event", "data", "id"} : new String[] {"event", "data"});
        AsyncApi.check(frame);
        Optional<String> id = Optional.ofNullable(frame.get("id")).map(JsonNode::asText);
        listener.accept(new Frame(frame.get("event").asText(), frame.get("data"), id));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }
}
