package chats.socketio.engine;

/** What carries a session's packets for the time being. */
interface Transport {

    String name();

    /** The session is over; lets go of the client at once. */
    void cut();
}
