package chats.checker.wire;

import chats.client.TextListener;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Text messages of a WebSocket. */
final class WebSocketPipe extends TextListener implements Pipe {
    private final Pipe.Listener listener;
    private final PipeEnd end;
    private CompletableFuture<WebSocket> sending;

    private WebSocketPipe(Pipe.Listener listener) {
        this.listener = listener;
        this.end = new PipeEnd(listener);
    }

    static void open(URI address, Map<String, String> headers, Pipe.Listener listener) {
        WebSocketPipe pipe = new WebSocketPipe(listener);
        WebSocket.Builder builder = Wire.HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
        headers.forEach(builder::header);
        builder.buildAsync(address, pipe).whenComplete((socket, failure) -> {
            if (failure != null) {
                pipe.end.reach("not opened: " + failure.getMessage());
            }
        });
    }

    @Override
    public synchronized void write(String text) {
        // one at a time: the JDK's WebSocket refuses a second one; failures are told without our lock
        sending = sending.thenCompose(socket -> socket.sendText(text, true));
        sending.whenCompleteAsync((socket, failure) -> {
            if (failure != null) {
                end.reach("not sent: " + failure.getMessage());
            }
        });
    }

    @Override
    public void cut() {
        CompletableFuture<WebSocket> open;
        synchronized (this) {
            open = sending;
        }
        end.reach("cut");
        if (open != null) {
            open.thenAccept(WebSocket::abort);
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        synchronized (this) {
            sending = CompletableFuture.completedFuture(socket);
        }
        if (end.isReached()) {
            socket.abort();
        } else {
            listener.opened(this);
            socket.request(1);
        }
    }

    @Override
    protected void heard(WebSocket from, String text) {
        if (!end.isReached()) {
            listener.received(text);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end.reach("closed with " + code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        end.reach("failed: " + failure.getMessage());
    }
}
