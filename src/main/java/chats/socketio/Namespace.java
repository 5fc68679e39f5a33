package chats.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One of the channels that clients connect to over their one connection. */
@FunctionalInterface
public interface Namespace {

    /** Lets everybody in and has nothing to say, as the main namespace of an official server that does not use it. */
    Namespace QUIET =
            request -> CompletableFuture.completedFuture(Decision.acceptGuest(socket -> SocketHandler.NOBODY));

    /**
     * A client wants to connect. Called on the thread that reads the client; what takes long belongs into the stage,
     * which may be completed on any thread. A stage that fails counts as {@link Decision#abort}.
     */
    CompletionStage<Decision> connect(ConnectRequest request);
}
