package chats.stories;

import chats.run.Background;
import chats.run.LocalPort;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Stands between the server and its database and counts the statements that are executed. It reads the frontend half of
 * PostgreSQL's protocol, version 3: {@code Query} and {@code Execute} are what runs a statement.
 */
final class StatementCounter implements AutoCloseable {
    private static final int PROTOCOL_3 = 3 << 16;

    private final AtomicLong statements = new AtomicLong();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final LocalPort door;
    private final int databasePort;

    StatementCounter(int databasePort) {
        this.databasePort = databasePort;
        this.door = LocalPort.open(this::welcome);
    }

    int port() {
        return door.number();
    }

    long count() {
        return statements.get();
    }

    /** The fewest statements that this took in some tries: what the server does in the background is left out that way. */
    long fewestOf(int tries, Runnable doing) {
        LongSupplier once = () -> {
            long before = statements.get();
            doing.run();
            return statements.get() - before;
        };
        return LongStream.generate(once).limit(tries).min().orElseThrow();
    }

    private void welcome(Socket server) throws IOException {
        Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
        for (Socket socket : new Socket[] {server, database}) {
            socket.setTcpNoDelay(true);
            connections.add(socket);
        }
        Background.start(() -> forward(server, database));
        Background.start(() -> {
            try (server;
                    InputStream answers = database.getInputStream()) {
                answers.transferTo(server.getOutputStream());
            }
        });
    }

    private void forward(Socket server, Socket database) throws IOException {
        try (database;
                DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(database.getOutputStream()))) {
            boolean started = false;
            while (true) {
                int type = started ? in.read() : 0;
                if (type < 0) {
                    return;
                }
                byte[] content = new byte[in.readInt() - 4];
                in.readFully(content);
                if (started) {
                    out.writeByte(type);
                } else {
                    started = ByteBuffer.wrap(content).getInt() == PROTOCOL_3;
                }
                out.writeInt(content.length + 4);
                out.write(content);
                if (type == 'Q' || type == 'E') {
                    statements.incrementAndGet();
                }
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
