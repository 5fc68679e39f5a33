package chats.socketio.websocket;

/**
 * Receives the messages and the end of a {@link WebSocketConnection}. Messages come one at a time, on the thread that
 * reads.
 */
public interface WebSocketListener extends MessageListener {

    /** The connection is open and can be written to. */
    void onOpen(WebSocketConnection connection);

    /**
     * Called when the memory for an unfinished message has changed.
     *
     * @param bytes the memory that the message takes now; 0 when it is complete
     * @return false if the memory must not be used; that counts as a violation
     */
    boolean mayBuffer(int bytes);

    /** The peer broke the protocol. The listener should send a close frame with the code. Nothing is read any more. */
    void onViolation(ProtocolViolation violation);

    /** The connection has ended. Called at least once, from any thread. */
    void onGone();
}
