package chats.socketio;

import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Handshake;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A client's CONNECT.
 *
 * @param session the connection it comes over; may be claimed for its user, see {@link EngineSession#claim}
 * @param auth what the client gave as {@code auth}, an object, empty if it gave nothing
 */
public record ConnectRequest(EngineSession session, JsonNode auth) {

    /** What is remembered of the request that opened the connection. */
    public Handshake handshake() {
        return session.handshake();
    }
}
