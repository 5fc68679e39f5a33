package chats.errors;

/**
 * Whether this node is shutting down: it still serves its open sockets, but takes no new ones. The state is static,
 * since the shutdown concerns the whole process.
 */
public final class DrainState {
    private static volatile boolean begun;

    private DrainState() {}

    public static boolean hasBegun() {
        return begun;
    }

    public static void begin() {
        begun = true;
    }

    /**
     * The code for an unexpected failure. During a shutdown, parts of the application fail because others have stopped;
     * then the client should try another node.
     */
    public static ErrorCode unexpected() {
        return begun ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
    }
}
