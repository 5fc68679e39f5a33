package chats.checker.wire;

import chats.run.Background;
import chats.run.LocalPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between one node and Redis, which can be cut: nothing arrives then, in either direction, and nobody is told. */
public final class RedisRoad implements AutoCloseable {
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final LocalPort door;
    private final int redisPort;
    private boolean cut;

    public RedisRoad(int redisPort) {
        this.redisPort = redisPort;
        this.door = LocalPort.open(this::welcome);
    }

    /** As REDIS_URL has it. */
    public String url() {
        return "redis://127.0.0.1:" + door.number();
    }

    public synchronized void cut() {
        cut = true;
    }

    /** Lets everything through again, what was held up first. */
    public synchronized void mend() {
        cut = false;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        door.close();
        mend();
        ends.forEach(RedisRoad::end);
    }

    private void welcome(Socket node) {
        ends.add(node);
        Background.start(() -> connect(node));
    }

    private void connect(Socket node) throws IOException {
        awaitMending();
        Socket redis;
        try {
            redis = new Socket(InetAddress.getLoopbackAddress(), redisPort);
        } catch (IOException e) {
            end(node);
            throw e;
        }
        ends.add(redis);
        Background.start(() -> carry(node, redis));
        Background.start(() -> carry(redis, node));
    }

    private void carry(Socket from, Socket to) throws IOException {
        try {
            from.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[16_384];
            int count;
            while ((count = in.read(bytes)) > 0) {
                awaitMending();
                out.write(bytes, 0, count);
            }
        } finally {
            for (Socket socket : List.of(from, to)) {
                ends.remove(socket);
                end(socket);
            }
        }
    }

    private synchronized void awaitMending() throws IOException {
        try {
            while (cut) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // then it has ended
        }
    }
}
