package chats.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Hears one client in one namespace. */
public interface SocketHandler {
    /** Hears nothing, and has nothing to say. */
    SocketHandler NOBODY = new SocketHandler() {
        @Override
        public void onEvent(String event, List<JsonNode> args, Ack ack) {}

        @Override
        public void onDisconnect(String reason) {}
    };

    /**
     * The client emitted something. One at a time, in the order sent, on the thread that reads the client; an exception
     * is logged and otherwise ignored.
     *
     * @param args what followed the event's name
     * @param ack answers the client's callback; does nothing if it gave none
     */
    void onEvent(String event, List<JsonNode> args, Ack ack);

    /** The client emitted something with binary data in it, {@code BinaryNode}s among its arguments. */
    default void onBinaryEvent(String event, List<JsonNode> args, Ack ack) {
        onEvent(event, args, ack);
    }

    /** The client emitted something nested too deeply, of too many values, or with a number too long, to be read. */
    default void onUnreadable(String event, Ack ack) {}

    /** It is gone, from this namespace or altogether; called once, possibly while an event is being heard. */
    void onDisconnect(String reason);
}
