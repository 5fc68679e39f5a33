package chats.live;

/** An open socket, as the hub sees it; each door has its own. No method waits for the peer. */
public interface Socket {
    /** Lets an event leave after those before it. */
    void emit(ServerEvent event);

    /** How many frames wait to leave. */
    int backlog();

    /** Ends the socket; what waits may be lost. */
    void close(Closing why);
}
