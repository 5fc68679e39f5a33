package chats.socketio.websocket;

/** The close codes that the server sends or checks (RFC 6455, 7.4). */
public final class CloseCode {

    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int NOT_UTF8 = 1007;
    public static final int POLICY = 1008;
    public static final int TOO_BIG = 1009;
    /** The server has not enough memory for the message now. */
    public static final int TRY_AGAIN_LATER = 1013;
    /** Stands for a close frame without a code. Is never sent. */
    public static final int NONE = 1005;

    private CloseCode() {}

    /** Whether a peer may send this code. */
    static boolean isValid(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
