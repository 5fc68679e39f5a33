package chats.socketio.engine;

/** The current transport of a session. */
interface Transport {

    String name();

    /** The session is over: ends the connection at once. */
    void cut();
}
