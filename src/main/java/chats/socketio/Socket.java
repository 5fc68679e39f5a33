package chats.socketio;

import chats.socketio.engine.EngineSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * One client in one namespace, from its CONNECT to its end. Safe for all threads; nothing here blocks. What is sent
 * leaves in that order; what cannot be sent any more is dropped, and {@link SocketHandler#onDisconnect} tells of it.
 */
public interface Socket {

    /** Of this client in this namespace; another one than the session's. */
    String id();

    EngineSession session();

    /**
     * Emits an event with one argument.
     *
     * @param json the argument, already encoded
     * @return false if it will not be sent
     */
    boolean emit(String event, String json);

    /** Emits an event with any arguments, {@code BinaryNode}s among them as attachments. */
    boolean emit(String event, List<JsonNode> args);

    /** Emits an event and hears the client's answer to it, unless the client is gone or has many others to give. */
    boolean emit(String event, List<JsonNode> args, Consumer<List<JsonNode>> onAck);

    /** Emits what was encoded once for many; it must have been made for this namespace. */
    boolean send(Broadcast broadcast);

    /** How much of its outbox is taken, from 0 to 1 and beyond, by the client's other namespaces too. */
    double fill();

    /** Takes the client out of this namespace, which it hears of; it does not come back by itself. */
    void disconnect();

    /** Closes the whole connection once what waits has left, without a DISCONNECT: the client reconnects by itself. */
    void closeTransport();
}
