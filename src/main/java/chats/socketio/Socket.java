package chats.socketio;

import chats.socketio.engine.EngineSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One client in one namespace, from its CONNECT to its end. Thread-safe; no method blocks. Events are sent in the order
 * of the calls. Events that cannot be sent any more are dropped; then {@link SocketHandler#onDisconnect} is called.
 */
public interface Socket {

    /** The id of this client in this namespace. It differs from the id of the session. */
    String id();

    EngineSession session();

    /**
     * Emits an event with one argument.
     *
     * @param json the argument, already encoded
     * @return false if it will not be sent
     */
    boolean emit(String event, String json);

    /**
     * Emits an event with any arguments; {@code BinaryNode}s are sent as attachments. Returns false if it will not be
     * sent.
     */
    boolean emit(String event, List<JsonNode> args);

    /**
     * Emits an event that asks for an acknowledgement. Returns false if it will not be sent, also if too many
     * acknowledgements are pending.
     */
    boolean emit(String event, List<JsonNode> args, Consumer<List<JsonNode>> onAck);

    /** Emits an event that was encoded for this namespace. Returns false if it will not be sent. */
    boolean send(Broadcast broadcast);

    /**
     * Emits an event that a slow client may lose: it is sent behind all others that wait.
     *
     * @param key a newer event with an equal key takes the place of the one that waits
     * @return whether an older one was dropped, because too many wait
     */
    boolean sendDroppable(Object key, Broadcast broadcast);

    /** Drops the events with these keys that a slow client may lose and that wait. */
    void dropDroppable(Predicate<Object> keys);

    /** The used share of the outbox, which all namespaces of the client share; see {@link chats.outbox.Outbox#fill}. */
    double fill();

    /** Disconnects the client from this namespace. The client is told and does not reconnect by itself. */
    void disconnect();

    /**
     * Closes the whole connection after the waiting packets are sent. Sends no DISCONNECT, so the client reconnects by
     * itself.
     */
    void closeTransport();
}
