package chats.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Answers one event of a client. Only the first answer is sent. May be called from any thread, also after the handler
 * has returned.
 */
public interface Ack {

    /** Used for an event without a callback. Does nothing. */
    Ack NONE = new Ack() {
        @Override
        public boolean isWanted() {
            return false;
        }

        @Override
        public void send(String json) {}

        @Override
        public void send(List<JsonNode> args) {}
    };

    /** Whether the client gave a callback. */
    boolean isWanted();

    /** @param json the callback's one argument */
    void send(String json);

    /** @param args the callback's arguments; {@code BinaryNode}s are sent as attachments */
    void send(List<JsonNode> args);
}
