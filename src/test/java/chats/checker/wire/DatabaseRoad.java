package chats.checker.wire;

import chats.run.Background;
import chats.run.LocalPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The network between the server and its database, which can lose the answer to a commit: it takes place, but whoever asked for
 * it does not learn of it.
 */
public final class DatabaseRoad implements AutoCloseable {
    private static final String COMMIT = "COMMIT";
    private static final long UNTIL_COMMITTED_MS = 50;

    private final Set<Way> ways = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final LocalPort door;
    private final int databasePort;

    public DatabaseRoad(int databasePort) {
        this.databasePort = databasePort;
        this.door = LocalPort.open(this::welcome);
    }

    public int port() {
        return door.number();
    }

    /** Loses the answer to the next commit that goes by, and with it the connection. */
    public void loseCommit() {
        // an old connection may have prepared its commits, whose name nobody knows here
        ways.forEach(Way::end);
        losing.set(true);
    }

    /** Whether one is still to be lost. */
    public boolean isLosing() {
        return losing.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
        ways.forEach(Way::end);
    }

    private void welcome(Socket server) throws IOException {
        Way way = new Way(server, new Socket(InetAddress.getLoopbackAddress(), databasePort));
        ways.add(way);
        Background.start(way::carryRequests);
        Background.start(way::carryAnswers);
    }

    /** One connection of the server's. */
    private final class Way {
        private final Socket server;
        private final Socket database;
        private volatile boolean deaf;

        Way(Socket server, Socket database) {
            this.server = server;
            this.database = database;
        }

        void carryRequests() throws IOException {
            carry(server, database);
        }

        void carryAnswers() throws IOException {
            carry(database, server);
        }

        private void carry(Socket from, Socket to) throws IOException {
            try {
                from.setTcpNoDelay(true);
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] bytes = new byte[16_384];
                int count;
                while ((count = in.read(bytes)) > 0) {
                    boolean lost = from == server && holdsCommit(bytes, count) && losing.compareAndSet(true, false);
                    if (lost) {
                        deaf = true;
                    }
                    if (from == server || !deaf) {
                        out.write(bytes, 0, count);
                    }
                    if (lost) {
                        Thread.sleep(UNTIL_COMMITTED_MS);
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
            }
        }

        void end() {
            ways.remove(this);
            for (Socket socket : List.of(server, database)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // then it has ended
                }
            }
        }
    }

    private static boolean holdsCommit(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1).contains(COMMIT);
    }
}
