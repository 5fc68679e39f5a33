package chats.socketio.websocket;

/** Hears what a {@link FrameDecoder} finds, in order, on the thread that feeds it. */
public interface MessageListener {

    /** A whole text message, all its fragments together. */
    void onText(String text);

    /** A whole binary message, all its fragments together. */
    void onBinary(byte[] data);

    /** Wants a pong with the same payload. */
    void onPing(byte[] payload);

    /** Nobody asked for it, which is allowed and means nothing (RFC 6455, 5.5.3). */
    default void onPong() {}

    /** @param code {@link CloseCode#NONE} if the frame had none; nothing follows */
    void onClose(int code);
}
