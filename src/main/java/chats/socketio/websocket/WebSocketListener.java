package chats.socketio.websocket;

/** Whoever stands behind a {@link WebSocketConnection}. Its messages come one at a time. */
public interface WebSocketListener extends MessageListener {

    /** The connection can be written to from now on. */
    void onOpen(WebSocketConnection connection);

    /** The peer broke the protocol; a close frame with its code is in order, nothing is read any more. */
    void onViolation(Violation violation);

    /** The connection is gone; called once at least, whoever ended it. */
    void onGone();
}
