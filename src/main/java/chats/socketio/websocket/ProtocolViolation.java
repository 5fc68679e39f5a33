package chats.socketio.websocket;

/** The peer broke the protocol. The connection must be closed with {@link #closeCode()}. */
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
