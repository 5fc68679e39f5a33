package chats.stories;

import static org.junit.jupiter.api.Assertions.fail;

import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What one device received: every frame in order, and beside that each kind of event in a queue of its own. */
final class Inbox implements Consumer<Frame> {
    private final List<Frame> all = new ArrayList<>();

    private final Map<String, BlockingQueue<JsonNode>> events = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Frame>> answers = new ConcurrentHashMap<>();

    @Override
    public void accept(Frame frame) {
        synchronized (all) {
            all.add(frame);
        }
        frame.id()
                .ifPresentOrElse(
                        id -> answer(id).complete(frame),
                        () -> queue(frame.event()).add(frame.data()));
    }

    CompletableFuture<Frame> answer(String id) {
        return answers.computeIfAbsent(id, any -> new CompletableFuture<>());
    }

    /** The next event of this name, waiting for it. */
    JsonNode next(String event) {
        try {
            JsonNode next = queue(event).poll(Patience.SECONDS, TimeUnit.SECONDS);
            return next != null ? next : fail("No " + event + " came; so far: " + all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every frame so far, in order. */
    List<Frame> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    private BlockingQueue<JsonNode> queue(String event) {
        return events.computeIfAbsent(event, any -> new LinkedBlockingQueue<>());
    }
}
