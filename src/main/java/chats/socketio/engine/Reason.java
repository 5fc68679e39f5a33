package chats.socketio.engine;

/** Why a session ended, in the official server's words. */
public final class Reason {

    public static final String TRANSPORT_CLOSE = "transport close";
    public static final String TRANSPORT_ERROR = "transport error";
    public static final String PING_TIMEOUT = "ping timeout";
    public static final String PARSE_ERROR = "parse error";
    public static final String FORCED_CLOSE = "forced close";
    /** Not among the official ones: the client reads more slowly than it is sent to. */
    public static final String TOO_SLOW = "too slow";
    /** Not among the official ones: the client does not stop sending what has no effect. */
    public static final String FLOODING = "flooding";
    /** Not among the official ones: there is no room for sessions that are in no namespace. */
    public static final String NO_ROOM = "no room";

    private Reason() {}
}
