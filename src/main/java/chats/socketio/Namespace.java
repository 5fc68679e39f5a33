package chats.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A Socket.IO namespace. A client may connect to several namespaces over one connection. */
@FunctionalInterface
public interface Namespace {

    /**
     * Accepts every client and sends nothing. An official server whose application does not use its main namespace does
     * the same.
     */
    Namespace QUIET =
            request -> CompletableFuture.completedFuture(Decision.acceptGuest(socket -> SocketHandler.IGNORE));

    /**
     * Decides on a CONNECT. Called on the thread that reads the client, so slow work should complete the stage later,
     * on any thread. A failed stage counts as {@link Decision#abort}.
     */
    CompletionStage<Decision> connect(ConnectRequest request);
}
