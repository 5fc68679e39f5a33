package chats.socketio.websocket;

/** The peer broke the protocol; the connection is to be closed with {@link #closeCode()}. */
public final class ProtocolViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    ProtocolViolation(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    public int closeCode() {
        return closeCode;
    }
}
