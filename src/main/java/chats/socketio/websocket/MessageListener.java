package chats.socketio.websocket;

/** Receives what a {@link FrameDecoder} decodes, in order, on the thread that calls the decoder. */
public interface MessageListener {

    /** A whole text message, of one or more fragments. */
    void onText(String text);

    /** A whole binary message, of one or more fragments. */
    void onBinary(byte[] data);

    /** A ping. Must be answered by a pong with the same payload. */
    void onPing(byte[] payload);

    /** A pong. This server sends no pings, so the pong has no effect (RFC 6455, 5.5.3 allows that). */
    default void onPong() {}

    /**
     * A close frame. No further call follows.
     *
     * @param code {@link CloseCode#NONE} if the frame had no code
     */
    void onClose(int code);
}
