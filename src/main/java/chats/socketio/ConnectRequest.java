package chats.socketio;

import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Handshake;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A client's CONNECT.
 *
 * @param session the client's session; the namespace may bind it to a user, see {@link EngineSession#claim}
 * @param auth the client's {@code auth} object; empty if the client gave none
 */
public record ConnectRequest(EngineSession session, JsonNode auth) {

    /** What the application keeps of the request that opened the session. */
    public Handshake handshake() {
        return session.handshake();
    }
}
