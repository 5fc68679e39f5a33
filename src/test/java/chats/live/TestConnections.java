package chats.live;

import chats.auth.Caller;

/** Connections for the tests of other packages, which only the hub makes otherwise. */
public final class TestConnections {
    private TestConnections() {}

    public static Connection of(ClientSocket socket, Caller caller) {
        return new Connection(socket, caller, "127.0.0.1");
    }
}
