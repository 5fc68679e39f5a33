package chats.socketio.websocket;

/** Whoever stands behind a {@link WebSocketConnection}. Its messages come one at a time. */
public interface WebSocketListener extends MessageListener {

    /** The connection can be written to from now on. */
    void onOpen(WebSocketConnection connection);

    /**
     * So many bytes are kept for a message that is not complete yet; 0 when it is.
     *
     * @return false if there is no room for them; then they are a violation
     */
    boolean mayWait(int bytes);

    /** The peer broke the protocol; a close frame with its code is in order, nothing is read any more. */
    void onViolation(ProtocolViolation violation);

    /** The connection is gone; called once at least, whoever ended it. */
    void onGone();
}
