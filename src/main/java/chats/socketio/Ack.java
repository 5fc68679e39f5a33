package chats.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Answers one event of a client, at most once, from any thread, now or later. */
public interface Ack {

    /** For an event that wants no answer. */
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

    /** @param args the callback's arguments, {@code BinaryNode}s among them as attachments */
    void send(List<JsonNode> args);
}
