package chats.socketio.server;

import chats.client.TextListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that keeps the messages that it receives. */
final class TextSocket extends TextListener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile WebSocket socket;

    static TextSocket open(HttpClient http, URI uri) {
        TextSocket listener = new TextSocket();
        http.newWebSocketBuilder().buildAsync(uri, listener).join();
        return listener;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
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

    @Override
    protected void heard(WebSocket from, String text) {
        if (text.equals("2")) {
            sends("3");
        } else {
            heard.add(text);
        }
    }

    synchronized TextSocket sends(String... texts) {
        for (String text : texts) {
            socket.sendText(text, true).join();
        }
        return this;
    }

    /** Returns the next message. Heartbeats are answered and skipped. */
    String hears() throws Exception {
        String next = heard.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException("nothing is heard");
        }
        return next;
    }

    void aborts() {
        socket.abort();
    }
}
