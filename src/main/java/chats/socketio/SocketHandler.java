package chats.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Handles the events of one client in one namespace. */
public interface SocketHandler {
    /** Ignores all events. */
    SocketHandler IGNORE = new SocketHandler() {
        @Override
        public void onEvent(String event, List<JsonNode> args, Ack ack) {}

        @Override
        public void onDisconnect(String reason) {}
    };

    /**
     * The client emitted an event. Called for one event at a time, in the order in which they were sent, on the thread
     * that reads the client. An exception is logged and otherwise ignored.
     *
     * @param args the event's arguments
     * @param ack answers the client's callback; does nothing if there is none
     */
    void onEvent(String event, List<JsonNode> args, Ack ack);

    /** The client emitted an event with binary data; its arguments contain {@code BinaryNode}s. */
    default void onBinaryEvent(String event, List<JsonNode> args, Ack ack) {
        onEvent(event, args, ack);
    }

    /** The client emitted an event that is nested too deeply, has too many values, or a number that is too long. */
    default void onUnreadable(String event, Ack ack) {}

    /** The client has left this namespace or is gone. Called once, possibly while another thread handles an event. */
    void onDisconnect(String reason);
}
