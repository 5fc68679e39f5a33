package chats.transports;

import chats.counters.Counter;
import chats.errors.ErrorCode;
import chats.live.Connection;
import chats.net.Address;
import java.lang.System.Logger.Level;

/**
 * Writes the log lines of sockets and counts the open ones. Each line has the name of an event and named values, none
 * of which comes from the peer. A socket is named by a number that this node gave it. The id of its Socket.IO session
 * is never logged, because a reader of the log could use the session with it.
 */
enum SocketLog {
    PLAIN("plain", Counter.PLAIN_SOCKETS),
    SOCKETIO("socketio", Counter.SOCKETIO_SOCKETS);

    private static final System.Logger LOG = System.getLogger(SocketLog.class.getName());

    private final String transport;
    private final Counter open;

    SocketLog(String transport, Counter open) {
        this.transport = transport;
        this.open = open;
    }

    void opened(Connection connection) {
        open.add();
        LOG.log(Level.INFO, "socket_opened door={0} {1}", transport, named(connection));
    }

    /** To be called once for each socket that was {@link #opened}. */
    void closed(Connection connection, String reason) {
        open.add(-1);
        LOG.log(Level.INFO, "socket_closed door={0} {1} reason=\"{2}\"", transport, named(connection), reason);
    }

    /** To be called only if {@link chats.admission.LogLineBudget} allows another line. */
    void refused(ErrorCode code, Address address) {
        LOG.log(Level.INFO, "socket_refused door={0} code={1} address={2}", transport, code.code(), address.text());
    }

    private static String named(Connection connection) {
        return "user=" + connection.userId() + " socket=" + connection.id();
    }
}
