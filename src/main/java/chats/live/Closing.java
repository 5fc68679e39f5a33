package chats.live;

/** Why the server closes a socket, with the close code for plain WebSocket (RFC 6455, section 7.4). */
public enum Closing {
    GOING_AWAY(1001, "server going away"),
    PROTOCOL_ERROR(1002, "protocol error"),
    BINARY_FRAME(1003, "binary frame"),
    NOT_UTF8(1007, "not UTF-8"),
    TOO_BIG(1009, "too big"),
    NO_ROOM(1013, "no room for a message"),
    MALFORMED(4400, "not JSON or no event"),
    TOKEN_EXPIRED(4401, "token expired"),
    LOGGED_OUT(4401, "logged out"),
    HEARTBEAT_MISSED(4408, "heartbeat missed"),
    FLOODING(4429, "flooding"),
    TOO_SLOW(4508, "too slow a reader");

    private final int code;
    private final String reason;

    Closing(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
