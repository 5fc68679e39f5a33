package chats.socketio;

import java.util.Optional;
import java.util.function.Function;

/** What becomes of a CONNECT. */
public sealed interface Decision {

    /**
     * Let in: the client is told so, and only then is its handler made, which may send at once.
     *
     * @param isKnown whether the namespace knows who this is; if not, the client stays bounded as a guest and must connect to one that
     *     does in time
     */
    record Accept(Function<Socket, SocketHandler> handler, boolean isKnown) implements Decision {}

    /** Told CONNECT_ERROR, which ends the client's tries unless it calls {@code connect()} again. */
    record Refuse(String message, Optional<String> dataJson) implements Decision {}

    /** The transport is closed without a word, so that the client tries again by itself. */
    record Abort() implements Decision {}

    static Decision accept(Function<Socket, SocketHandler> handler) {
        return new Accept(handler, true);
    }

    /** For a namespace that asks nobody who he is. */
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
