package chats.stories;

import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A socket of the official client for JavaScript. */
final class JavaScriptClient implements Transport {
    private final JavaScript script = JavaScript.running();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    /** Everything but events and answers: connected, refused, disconnected, transport. */
    private final BlockingQueue<JsonNode> fortunes = new LinkedBlockingQueue<>();

    private final SocketIoFrames frames;
    private final int id = script.register(this::happened);

    JavaScriptClient(Consumer<Frame> listener) {
        frames = new SocketIoFrames(listener);
    }

    void open(URI address, JsonNode options, String token, String tokenBy) {
        script.order("open", id, "url", address.toString(), "options", options, "token", token, "by", tokenBy);
    }

    /** @throws DoorClosed if it is refused instead */
    void connects() {
        JsonNode fortune = next("connected", "refused");
        if (fortune.get("what").asText().equals("refused")) {
            close();
            throw new DoorClosed(
                    fortune.path("code").asText(fortune.get("message").asText()));
        }
    }

    /** The next thing of these kinds that happens to it, waiting for it. */
    JsonNode next(String... kinds) {
        try {
            while (true) {
                JsonNode fortune = fortunes.poll(Patience.SECONDS, TimeUnit.SECONDS);
                if (fortune == null) {
                    throw new AssertionError("The client is neither of " + String.join(", ", kinds));
                }
                if (List.of(kinds).contains(fortune.get("what").asText())) {
                    return fortune;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void happened(JsonNode fortune) {
        switch (fortune.get("what").asText()) {
            case "heard" -> frames.heard(fortune.get("event").asText(), fortune.get("args"));
            case "answered" -> frames.answered(fortune.get("request").asText(), fortune.get("args"));
            default -> {
                fortunes.add(fortune);
                if (fortune.get("what").asText().equals("disconnected")) {
                    SocketIoFrames.disconnected(fortune.get("reason").asText(), closed);
                }
            }
        }
    }

    /** {@code {"$bytes": "BASE64"}} stands for binary data. */
    @Override
    public void send(String event, JsonNode data, Optional<String> request) {
        frames.expect(event, request);
        Object[] args = {data};
        script.order("emit", id, "event", event, "args", args, "request", request.orElse(""));
    }

    /** What it says when it connects again, if it gives its token by a function. */
    void nextToken(String token) {
        script.order("token", id, "token", token);
    }

    /** Its connection is lost. */
    void cut() {
        script.order("cut", id);
    }

    @Override
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public int closing(int code) {
        return SocketIoFrames.NO_CODE;
    }

    @Override
    public void close() {
        script.order("close", id);
    }
}
