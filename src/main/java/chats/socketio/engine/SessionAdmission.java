package chats.socketio.engine;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Decides who may open a session, and who may use it. Called for each request, on the container's request thread. It
 * may block for a short time.
 */
public interface SessionAdmission {

    /**
     * Decides on a handshake, which is a request without a session id. Must check the Origin of WebSockets too, and
     * take what the session needs from the budgets.
     */
    OpenPacket open(HttpServletRequest request);

    /** Decides on a later request of a session: a poll, a POST or an upgrade. A refusal does not end the session. */
    Verdict proceed(HttpServletRequest request, EngineSession session);

    /**
     * The CORS headers for the page that sent the request. If empty there are none, and the browser hides the answer
     * from a page of another origin.
     */
    Optional<Cors> cors(HttpServletRequest request);
}
