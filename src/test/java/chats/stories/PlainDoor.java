package chats.stories;

import chats.client.Shapes;
import chats.run.RunningServer;
import java.util.function.Consumer;

/** Plain WebSocket at {@code /chats}. */
final class PlainDoor implements Door {
    @Override
    public PlainClient open(RunningServer server, String token, Consumer<Frame> listener) {
        return PlainClient.open(server.ws("/chats"), token, listener);
    }

    /** The answer to the handshake has a status, and perhaps no body. */
    @Override
    public String refusal(String code) {
        return Integer.toString(Shapes.status(code));
    }

    @Override
    public String toString() {
        return "plain WebSocket";
    }
}
