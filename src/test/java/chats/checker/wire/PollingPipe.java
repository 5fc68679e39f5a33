package chats.checker.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Packets of Engine.IO by long-polling (its protocol, version 4): one GET always waits, and one POST at a time takes along what
 * has gathered meanwhile.
 */
final class PollingPipe implements Pipe {
    private static final String SEPARATOR = "\u001e";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private final Pipe.Listener listener;
    private final PipeEnd end;
    private final AtomicLong marks = new AtomicLong();
    private final List<String> waiting = new ArrayList<>();
    private final Set<CompletableFuture<?>> underWay = new HashSet<>();
    private String session = "";
    private boolean posting;

    private PollingPipe(URI address, Pipe.Listener listener) {
        this.address = address;
        this.listener = listener;
        this.end = new PipeEnd(listener);
    }

    /** @param address with the query of an Engine.IO handshake */
    static void open(URI address, Pipe.Listener listener) {
        new PollingPipe(address, listener).poll();
    }

    @Override
    public synchronized void write(String text) {
        waiting.add(text);
        post();
    }

    @Override
    public void cut() {
        List<CompletableFuture<?>> open;
        synchronized (this) {
            open = List.copyOf(underWay);
        }
        end.reach("cut");
        open.forEach(request -> request.cancel(true));
    }

    private void poll() {
        send(HttpRequest.newBuilder(uri()).GET(), response -> {
            for (String packet : response.split(SEPARATOR)) {
                take(packet);
            }
            poll();
        });
    }

    private void take(String packet) {
        if (session.isEmpty()) {
            JsonNode handshake = Wire.parse(packet.substring(1));
            session = "&sid=" + handshake.get("sid").asText();
            listener.opened(this);
        }
        if (packet.startsWith("1")) {
            end.reach("closed by the server");
        } else if (!end.isReached()) {
            listener.received(packet);
        }
    }

    private synchronized void post() {
        if (posting || waiting.isEmpty() || end.isReached()) {
            return;
        }
        posting = true;
        String payload = String.join(SEPARATOR, waiting);
        waiting.clear();
        send(
                HttpRequest.newBuilder(uri())
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(payload)),
                response -> posted());
    }

    private synchronized void posted() {
        posting = false;
        post();
    }

    /** Marked, as the official clients mark theirs: the JDK sends a GET again by itself when its connection breaks. */
    private URI uri() {
        return URI.create(address + session + "&t=" + marks.incrementAndGet());
    }

    private void send(HttpRequest.Builder request, Consumer<String> next) {
        if (end.isReached()) {
            return;
        }
        CompletableFuture<HttpResponse<String>> answer =
                Wire.HTTP.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        synchronized (this) {
            underWay.add(answer);
        }
        answer.whenCompleteAsync((response, failure) -> {
            synchronized (this) {
                underWay.remove(answer);
            }
            if (failure != null) {
                end.reach("failed: " + failure.getMessage());
            } else if (response.statusCode() != 200) {
                end.reach("answered with " + response.statusCode());
            } else {
                next.accept(response.body());
            }
        });
    }
}
