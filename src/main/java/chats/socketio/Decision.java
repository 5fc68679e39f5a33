package chats.socketio;

import java.util.Optional;
import java.util.function.Function;

/** The answer of a namespace to a CONNECT. */
public sealed interface Decision {

    /**
     * The client is accepted. It is told so first; then its handler is made, which may send events at once.
     *
     * @param isKnown whether the namespace has authenticated the client. If not, the client stays a guest, and must
     *     connect to a namespace that authenticates it within the time limit
     */
    record Accept(Function<Socket, SocketHandler> handler, boolean isKnown) implements Decision {}

    /** The client gets a CONNECT_ERROR. It does not try again unless the application calls {@code connect()}. */
    record Refuse(String message, Optional<String> dataJson) implements Decision {}

    /** The transport is closed without an answer, so that the client tries again by itself. */
    record Abort() implements Decision {}

    static Decision accept(Function<Socket, SocketHandler> handler) {
        return new Accept(handler, true);
    }

    /** For a namespace that does not authenticate its clients. */
    static Decision acceptGuest(Function<Socket, SocketHandler> handler) {
        return new Accept(handler, false);
    }

    static Decision refuse(String message) {
        return new Refuse(message, Optional.empty());
    }

    /** @param dataJson becomes {@code data} of the client's error */
    static Decision refuse(String message, String dataJson) {
        return new Refuse(message, Optional.of(dataJson));
    }

    static Decision abort() {
        return new Abort();
    }
}
