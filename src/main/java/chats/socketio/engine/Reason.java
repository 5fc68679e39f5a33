package chats.socketio.engine;

/** The reasons for the end of a session, with the official server's words. */
public final class Reason {

    public static final String TRANSPORT_CLOSE = "transport close";
    public static final String TRANSPORT_ERROR = "transport error";
    public static final String PING_TIMEOUT = "ping timeout";
    public static final String PARSE_ERROR = "parse error";
    public static final String FORCED_CLOSE = "forced close";
    /** Not in the official server: the client reads too slowly. */
    public static final String TOO_SLOW = "too slow";
    /** Not in the official server: the client sends too many packets or frames that have no effect. */
    public static final String FLOODING = "flooding";
    /** Not in the official server: a budget is used up, for sessions without a namespace or for unfinished messages. */
    public static final String NO_ROOM = "no room";

    private Reason() {}
}
