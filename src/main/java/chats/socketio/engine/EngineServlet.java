package chats.socketio.engine;

import chats.socketio.websocket.OpeningHandshake;
import chats.socketio.websocket.WebSocketConnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The servlet of Engine.IO: checks each request in the order in which the official server does, and passes it to its
 * session. Must be registered with async support: a waiting request holds no thread.
 */
public final class EngineServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Set<String> TRANSPORTS = Set.of("polling", "websocket");
    private static final String PROTOCOL = "4";

    private final transient EngineServer server;
    private final transient SessionAdmission admission;

    public EngineServlet(EngineServer server, SessionAdmission admission) {
        this.server = server;
        this.admission = admission;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean isUpgrade = OpeningHandshake.isAsked(request);
        if (!isUpgrade) {
            // not for an upgrade: the container would keep the header as long as the connection lives
            response.setHeader("Cache-Control", "no-store");
        }
        Optional<Cors> cors = admission.cors(request);
        cors.ifPresent(allowed -> CorsHeaders.add(response, allowed));
        if (CorsHeaders.isPreflight(request)) {
            CorsHeaders.answerPreflight(request, response, cors.isPresent());
            return;
        }
        Map<String, String> query = Query.parse(request.getQueryString());
        if (!TRANSPORTS.contains(query.getOrDefault("transport", ""))) {
            HttpAnswers.refuse(response, RequestRefusal.TRANSPORT_UNKNOWN);
        } else if (query.getOrDefault("sid", "").isEmpty()) {
            open(request, response, query, isUpgrade);
        } else {
            proceed(request, response, query, isUpgrade);
        }
    }

    private void open(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> query, boolean isUpgrade)
            throws IOException, ServletException {
        boolean isWebSocket = query.get("transport").equals("websocket");
        if (!request.getMethod().equals("GET")) {
            HttpAnswers.refuse(response, RequestRefusal.BAD_HANDSHAKE_METHOD);
            return;
        }
        if (isWebSocket != isUpgrade) {
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
            return;
        }
        if (!PROTOCOL.equals(query.get("EIO"))) {
            HttpAnswers.refuse(response, RequestRefusal.UNSUPPORTED_PROTOCOL_VERSION);
            return;
        }
        if (isWebSocket && !mayUpgrade(request, response)) {
            return;
        }
        OpenPacket opening = admission.open(request);
        if (opening.handshake().isEmpty()) {
            HttpAnswers.refuse(response, opening.verdict());
            return;
        }
        EngineSession session = server.open(opening.handshake().get(), isWebSocket);
        if (isWebSocket) {
            upgrade(request, response, (WebSocketTransport) session.transport());
        } else {
            poll(request, response, session, query);
        }
    }

    private void proceed(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> query, boolean isUpgrade)
            throws IOException, ServletException {
        Optional<EngineSession> found = server.find(query.get("sid"));
        if (found.isEmpty()) {
            boolean elsewhere = server.isOfAnotherNode(query.get("sid"));
            HttpAnswers.refuse(
                    response, elsewhere ? RequestRefusal.SESSION_OF_ANOTHER_NODE : RequestRefusal.SESSION_UNKNOWN);
            return;
        }
        EngineSession session = found.get();
        boolean isWebSocket = query.get("transport").equals("websocket");
        boolean isMismatch =
                isUpgrade ? !isWebSocket : !session.transport().name().equals(query.get("transport"));
        if (isMismatch || !PROTOCOL.equals(query.get("EIO"))) {
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
            return;
        }
        Verdict verdict = admission.proceed(request, session);
        if (!verdict.isAccepted()) {
            HttpAnswers.refuse(response, verdict);
        } else if (isUpgrade) {
            if (mayUpgrade(request, response)) {
                upgrade(request, response, session.tryUpgrade());
            }
        } else if (request.getMethod().equals("GET")) {
            poll(request, response, session, query);
        } else if (request.getMethod().equals("POST")) {
            post(request, response, session);
        } else {
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
        }
    }

    private static boolean mayUpgrade(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!OpeningHandshake.isVersionKnown(request)) {
            response.setHeader("Sec-WebSocket-Version", "13");
            HttpAnswers.empty(response, 426);
            return false;
        }
        if (!OpeningHandshake.isValid(request)) {
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
            return false;
        }
        return true;
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, WebSocketTransport transport)
            throws IOException, ServletException {
        OpeningHandshake.accept(request, response);
        transport.listenTo(request.upgrade(WebSocketConnection.class));
        OpeningHandshake.send(response);
    }

    private static void poll(
            HttpServletRequest request, HttpServletResponse response, EngineSession session, Map<String, String> query)
            throws IOException {
        if (!(session.transport() instanceof PollingTransport polling)) {
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
            return;
        }
        Poll poll = new Poll(startAsync(request));
        if (polling.isRepeated(query.getOrDefault("t", "")) || !polling.begin(poll, session.outbox())) {
            session.breakOff(Reason.TRANSPORT_ERROR);
            poll.refuse(RequestRefusal.BAD_REQUEST);
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response, EngineSession session)
            throws IOException {
        if (!(session.transport() instanceof PollingTransport polling)) {
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
            return;
        }
        if (Optional.ofNullable(request.getContentType()).orElse("").startsWith("application/octet-stream")) {
            session.breakOff(Reason.TRANSPORT_ERROR);
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
            return;
        }
        if (request.getContentLengthLong() > session.maxMessage()) {
            HttpAnswers.empty(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        Upload upload = new Upload(startAsync(request), session, polling, server.now());
        if (polling.begin(upload)) {
            upload.begin();
        } else {
            session.breakOff(Reason.TRANSPORT_ERROR);
            upload.refuse();
        }
    }

    private static AsyncContext startAsync(HttpServletRequest request) {
        AsyncContext context = request.startAsync();
        // the heartbeat bounds each wait, so no timeout of the container is needed, which would cost a timer per
        // request
        context.setTimeout(0);
        return context;
    }
}
