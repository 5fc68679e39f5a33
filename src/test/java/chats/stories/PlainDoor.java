package chats.stories;

import chats.run.RunningServer;
import java.util.function.Consumer;

/** Plain WebSocket at {@code /chats}. */
final class PlainDoor implements Door {
    @Override
    public PlainClient open(RunningServer server, String token, Consumer<Frame> listener) {
        return PlainClient.open(server.ws("/chats"), token, listener);
    }

    @Override
    public String toString() {
        return "plain WebSocket";
    }
}
