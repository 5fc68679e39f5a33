package chats.socketio.engine;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who may open a session, and who may go on with it. Asked on the container's request thread, for each request; may
 * look something up, but should not take long.
 */
public interface SessionAdmission {

    /**
     * A request without a session's id: the handshake. The place to check the Origin of a WebSocket too, and to take what the
     * session needs.
     */
    OpenPacket open(HttpServletRequest request);

    /** A later request with the id of a session: a poll, a post or an upgrade. A refusal leaves the session alone. */
    Verdict proceed(HttpServletRequest request, EngineSession session);

    /** What to tell a page of another origin; empty: nothing, so that its browser keeps the answer from it. */
    Optional<Cors> cors(HttpServletRequest request);
}
