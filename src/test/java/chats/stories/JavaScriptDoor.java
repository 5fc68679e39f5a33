package chats.stories;

import chats.client.Trees;
import chats.run.RunningServer;
import java.util.function.Consumer;

/**
 * The namespace of Socket.IO, by the official client for JavaScript.
 *
 * @param options of the client, as JSON
 * @param tokenBy how it gives its token: {@code header}, as the original's clients did, or {@code auth} as {@code object}
 *     or {@code function}
 */
record JavaScriptDoor(String name, String options, String tokenBy) implements Door {
    static final JavaScriptDoor BY_DEFAULT = new JavaScriptDoor("Socket.IO in JavaScript", "{}", "header");
    static final JavaScriptDoor POLLING =
            new JavaScriptDoor("Socket.IO in JavaScript, polling only", "{\"transports\":[\"polling\"]}", "object");
    static final JavaScriptDoor WEBSOCKET = new JavaScriptDoor(
            "Socket.IO in JavaScript, WebSocket only", "{\"transports\":[\"websocket\"]}", "function");

    @Override
    public JavaScriptClient open(RunningServer server, String token, Consumer<Frame> listener) {
        JavaScriptClient client = new JavaScriptClient(listener);
        client.open(server.ws("/chats"), Trees.parse(options), token, tokenBy);
        client.connects();
        return client;
    }

    @Override
    public String refusal(String code) {
        return code;
    }

    @Override
    public String toString() {
        return name;
    }
}
