package chats.socketio.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket that keeps what it hears. */
final class TextSocket implements WebSocket.Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    static TextSocket open(HttpClient http, URI uri) {
        TextSocket listener = new TextSocket();
        listener.socket = http.newWebSocketBuilder().buildAsync(uri, listener).join();
        return listener;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.add("close " + code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        heard.add("error " + error);
    }

    TextSocket sends(String... texts) {
        for (String text : texts) {
            socket.sendText(text, true).join();
        }
        return this;
    }

    void sendsBinary(byte... data) {
        socket.sendBinary(ByteBuffer.wrap(data), true).join();
    }

    /** The next message that is not a heartbeat; answers those. */
    String hears() throws Exception {
        for (;;) {
            String next = heard.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new IOException("nothing is heard");
            }
            if (!next.equals("2")) {
                return next;
            }
            sends("3");
        }
    }

    void aborts() {
        socket.abort();
    }
}
