package chats.socketio.engine;

/** Why a request is refused. Codes and messages are those of the official server. */
enum RequestRefusal {
    TRANSPORT_UNKNOWN(400, 0, "Transport unknown"),
    SESSION_UNKNOWN(400, 1, "Session ID unknown"),
    /** The same to clients; the detail tells the operator what is wrong. */
    SESSION_OF_ANOTHER_NODE(
            400,
            1,
            "Session ID unknown",
            "The session was opened at another node. Requests of one session must reach the same node, see docs/nodes.md."),
    BAD_HANDSHAKE_METHOD(400, 2, "Bad handshake method"),
    BAD_REQUEST(400, 3, "Bad request"),
    FORBIDDEN(403, 4, "Forbidden"),
    UNSUPPORTED_PROTOCOL_VERSION(400, 5, "Unsupported protocol version");

    private final int status;
    private final int code;
    private final String message;
    private final String detail;

    RequestRefusal(int status, int code, String message) {
        this(status, code, message, "");
    }

    RequestRefusal(int status, int code, String message, String detail) {
        this.status = status;
        this.code = code;
        this.message = message;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    String json() {
        String more = detail.isEmpty() ? "" : ",\"detail\":\"" + detail + "\"";
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"" + more + "}";
    }
}
