package chats.stories;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One Node.js process that plays the official Socket.IO client for all stories, any number of sockets at a time. It starts
 * when the first one is opened and ends when its standard input does, which is with this JVM at the latest.
 */
final class JavaScript {
    private static final System.Logger LOG = System.getLogger(JavaScript.class.getName());

    private static JavaScript running;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final Process process;

    private JavaScript() throws IOException {
        process = Node.program("client.mjs")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread reader = new Thread(this::listen, "JavaScript");
        reader.setDaemon(true);
        reader.start();
    }

    static synchronized JavaScript running() {
        if (running == null) {
            try {
                running = new JavaScript();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    /** A number for a new socket; what happens to it goes to the listener, in order. */
    int register(Consumer<JsonNode> listener) {
        int id = ids.incrementAndGet();
        listeners.put(id, listener);
        return id;
    }

    void order(String order, int id, Object... namesAndValues) {
        JsonNode line = Trees.object(namesAndValues).put("order", order).put("id", id);
        try {
            synchronized (process) {
                process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode happened = Trees.parse(line);
                tell(listeners.get(happened.get("id").asInt()), happened);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one story does not expect must not end the others: it waits in vain for what should have come instead. */
    private static void tell(Consumer<JsonNode> listener, JsonNode happened) {
        try {
            listener.accept(happened);
        } catch (AssertionError | RuntimeException unexpected) {
            LOG.log(System.Logger.Level.ERROR, "unexpected: " + happened, unexpected);
        }
    }
}
