package chats.live;

/** An open socket, as the hub sees it; each door has its own. No method waits for the peer. */
public interface ClientSocket {
    /** Lets an event leave after those before it. */
    void emit(ServerEvent event);

    /** How full its outbox is, from 0 to 1 and beyond: by frames or by bytes, whichever is more. */
    double fill();

    /** Ends the socket; what waits may be lost. */
    void close(Closing why);
}
