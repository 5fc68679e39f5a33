package chats.live;

/** Hears of sockets on this node as they open and close; see {@link Audience#follow}. Its methods must not wait. */
public interface ConnectionListener {
    /** The user has one socket more. */
    void opened(Connection connection);

    /** The user has one socket less. Called once for each socket. */
    void closed(Connection connection);
}
