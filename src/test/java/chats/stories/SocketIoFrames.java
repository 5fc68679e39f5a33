package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Trees;
import chats.documents.AsyncApi;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What a Socket.IO client hears, in the words of the plain door. The server answers a request that fails twice: by the
 * acknowledgement and by an {@code exception} that says the same. Together they are an exception with that request's id.
 */
final class SocketIoFrames {
    /** Socket.IO has no close codes. */
    static final int NO_CODE = 0;

    private final Map<String, String> requests = new ConcurrentHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Consumer<Frame> listener;

    /** Waits for its exception. */
    private record Refusal(String request, JsonNode data) {}

    SocketIoFrames(Consumer<Frame> listener) {
        this.listener = listener;
    }

    void expect(String event, Optional<String> request) {
        request.ifPresent(id -> requests.put(id, event));
    }

    /** @param args of the acknowledgement, an array */
    synchronized void answered(String request, JsonNode args) {
        assertEquals(1, args.size(), () -> "arguments of an acknowledgement: " + args);
        JsonNode data = args.get(0);
        if (data.path("status").asText().equals("error")) {
            refusals.add(new Refusal(request, data));
        } else {
            hand(requests.get(request), data, Optional.of(request));
        }
    }

    /** @param args of the event, an array */
    synchronized void heard(String event, JsonNode args) {
        assertEquals(1, args.size(), () -> "arguments of " + event + ": " + args);
        Optional<Refusal> refusal = refusals.stream()
                .filter(waiting -> event.equals("exception") && waiting.data().equals(args.get(0)))
                .findFirst();
        refusal.ifPresent(refusals::remove);
        hand(event, args.get(0), refusal.map(Refusal::request));
    }

    private void hand(String event, JsonNode data, Optional<String> request) {
        ObjectNode frame = Trees.object("event", event, "data", data);
        request.ifPresent(id -> frame.put("id", id));
        AsyncApi.check(frame);
        listener.accept(new Frame(event, data, request));
    }

    /** The server may end the transport, but never says DISCONNECT: after that a client would not come back by itself. */
    static void disconnected(String reason, CompletableFuture<Integer> closed) {
        if (reason.equals("transport close")) {
            closed.complete(NO_CODE);
        } else {
            closed.completeExceptionally(new AssertionError("disconnected for " + reason));
        }
    }
}
