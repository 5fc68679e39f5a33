package chats.transports;

import chats.counters.Counter;
import chats.errors.ErrorCode;
import chats.live.Connection;
import chats.net.Address;
import java.lang.System.Logger.Level;

/**
 * The log lines of sockets, one event with named values each, and the count of those that are open. Nothing in them comes from the
 * peer. A socket is named by a number of this node's; never by the id of its session, which would let a reader of the log use it.
 */
enum SocketLog {
    PLAIN("plain", Counter.PLAIN_SOCKETS),
    SOCKETIO("socketio", Counter.SOCKETIO_SOCKETS);

    private static final System.Logger LOG = System.getLogger(SocketLog.class.getName());

    private final String door;
    private final Counter open;

    SocketLog(String door, Counter open) {
        this.door = door;
        this.open = open;
    }

    void opened(Connection connection) {
        open.add();
        LOG.log(Level.INFO, "socket_opened door={0} {1}", door, named(connection));
    }

    /** Called once for each that was {@link #opened}. */
    void closed(Connection connection, String reason) {
        open.add(-1);
        LOG.log(Level.INFO, "socket_closed door={0} {1} reason=\"{2}\"", door, named(connection), reason);
    }

    /** To be called only if such a line may be written now, see {@link chats.admission.LogLineBudget}. */
    void refused(ErrorCode code, Address address) {
        LOG.log(Level.INFO, "socket_refused door={0} code={1} address={2}", door, code.code(), address.text());
    }

    private static String named(Connection connection) {
        return "user=" + connection.userId() + " socket=" + connection.id();
    }
}
