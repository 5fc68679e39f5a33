package chats.transports;

import chats.auth.CallerPrincipal;
import chats.auth.Subprotocols;
import chats.commands.CommandDispatcher;
import chats.errors.ChatsException;
import chats.json.Json;
import chats.json.NotJson;
import chats.limits.UserBudgets;
import chats.live.Closing;
import chats.live.Connection;
import chats.live.Hub;
import chats.outbox.Limits;
import chats.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.InputStream;
import java.lang.System.Logger.Level;

/**
 * The plain WebSocket at {@code /chats}: reads the clients' frames, {@code {"event", "data", "id"}}. The container
 * makes one instance for each socket, and needs a constructor without parameters for that. The filters have checked and
 * authenticated the handshake.
 */
@Dependent
@ServerEndpoint(value = "/chats", subprotocols = Subprotocols.CHATS)
public class PlainEndpoint {
    private static final System.Logger LOG = System.getLogger(PlainEndpoint.class.getName());

    @Inject
    private PlainWriters writers;

    @Inject
    private Settings settings;

    @Inject
    private Hub hub;

    @Inject
    private CommandDispatcher dispatcher;

    @Inject
    private PlainHeartbeat heartbeat;

    @Inject
    private UserBudgets budgets;

    private PlainSocket socket;
    private MessageBound bound;
    private Connection connection;

    @OnOpen
    public void open(Session session) {
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(MessageSize.MAX_BYTES);
        session.setMaxBinaryMessageBufferSize(MessageSize.MAX_BYTES);
        socket = new PlainSocket(session, new Limits(settings.outboxFrames(), settings.outboxBytes()), writers);
        CallerPrincipal principal = (CallerPrincipal) session.getUserPrincipal();
        long userId = principal.caller().user().id();
        bound = new MessageBound(
                () -> new BudgetReservation(bytes -> budgets.bytes().take(userId, bytes)));
        socket.boundMessages(bound);
        heartbeat.watch(socket);
        try {
            connection = hub.connect(socket, principal.caller(), principal.address());
        } catch (ChatsException refusal) {
            socket.close(Closing.FLOODING);
            return;
        }
        SocketLog.PLAIN.opened(connection);
    }

    @OnMessage(maxMessageSize = MessageSize.MAX_BYTES)
    public void receive(String text) {
        if (socket.closedFor().isPresent()) {
            return;
        }
        socket.alive();
        bound.message(text.length());
        if (MessageSize.isTooBig(text)) {
            socket.close(Closing.TOO_BIG);
            return;
        }
        JsonNode frame;
        try {
            frame = Json.parse(text);
        } catch (NotJson e) {
            socket.close(Closing.MALFORMED);
            return;
        } catch (ChatsException e) {
            dispatcher.refuseUnreadable(connection, e, socket.answer("", null));
            return;
        }
        JsonNode event = frame.get("event");
        JsonNode id = frame.get("id");
        if (event == null || !event.isTextual()) {
            socket.close(Closing.MALFORMED);
        } else if (id != null && !id.isTextual() && !id.isIntegralNumber() && !id.isNull()) {
            dispatcher.refuseUnreadable(
                    connection, ChatsException.invalid("id", "must be text"), socket.answer("", null));
        } else {
            JsonNode answered = id == null || id.isNull() ? null : id;
            dispatcher.dispatch(
                    connection, event.textValue(), frame.get("data"), socket.answer(event.textValue(), answered));
        }
    }

    @OnMessage
    public void receive(PongMessage pong) {
        socket.alive();
    }

    @OnMessage
    public void receive(InputStream binary) {
        if (socket.closedFor().isEmpty()) {
            socket.close(Closing.BINARY_FRAME);
        }
    }

    @OnClose
    public void close(Session session, CloseReason reason) {
        heartbeat.forget(socket);
        bound.close();
        if (connection != null) {
            hub.disconnect(connection);
            String why = socket.closedFor().map(Closing::reason).orElse("by the peer");
            SocketLog.PLAIN.closed(connection, reason.getCloseCode().getCode() + " " + why);
        }
    }

    @OnError
    public void fail(Session session, Throwable cause) {
        LOG.log(Level.DEBUG, "A socket failed", cause);
    }
}
