package chats.stories;

import chats.client.TextListener;
import chats.run.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The texts of a Socket.IO WebSocket, which answers heartbeats. */
final class TextSocket extends TextListener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private TextSocket() {}

    /**
     * A socket of this person's in the namespace.
     *
     * @param server its address, such as {@code ws://127.0.0.1:3000}
     */
    static WebSocket connect(HttpClient http, URI server, Person person, TextSocket listener)
            throws InterruptedException {
        WebSocket socket = open(http.newWebSocketBuilder(), server, listener);
        socket.sendText("40/chats," + auth(person), true).join();
        listener.hears("40/chats,");
        return socket;
    }

    /** A socket that is in no namespace yet. */
    static WebSocket open(WebSocket.Builder builder, URI server, TextSocket listener) throws InterruptedException {
        URI address = URI.create(server + "/socket.io/?EIO=4&transport=websocket");
        WebSocket socket = builder.buildAsync(address, listener).join();
        listener.hears("0{");
        return socket;
    }

    /** What a CONNECT says of who this is. */
    static String auth(Person person) {
        return "{\"token\":\"" + person.token() + "\"}";
    }

    static TextSocket listener() {
        return new TextSocket();
    }

    /** The next text, which begins like this. */
    String hears(String beginning) throws InterruptedException {
        String text = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
        if (text == null || !text.startsWith(beginning)) {
            throw new AssertionError("instead of " + beginning + ": " + text);
        }
        return text;
    }

    @Override
    protected void heard(WebSocket from, String text) {
        if (text.equals("2")) {
            from.sendText("3", true);
        } else {
            heard.add(text);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.add("closed with " + code);
        return null;
    }
}
