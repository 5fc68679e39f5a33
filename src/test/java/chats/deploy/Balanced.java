package chats.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chats.run.RunningBalancer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A balancer of {@code deploy/} before a node that records what reaches it, and clients at several addresses. */
final class Balanced implements AutoCloseable {
    static final String ONE = "127.0.0.1";
    static final String ANOTHER = "127.0.0.2";
    static final String HOST = "Host: chats.example\r\n";
    static final String GET = "GET /users HTTP/1.1\r\n" + HOST;
    static final String POST = "POST /auth/refresh HTTP/1.1\r\n" + HOST;
    static final String SOCKET = "GET /chats HTTP/1.1\r\n" + HOST
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static final int PATIENCE_MILLIS = 60_000;

    private final RecordingNode node;
    private final RunningBalancer balancer;

    private Balanced(RecordingNode node, RunningBalancer balancer) {
        this.node = node;
        this.balancer = balancer;
    }

    /**
     * Skips the test where the balancer is not installed.
     *
     * @param changes as of {@link RunningBalancer#start}
     */
    static Balanced by(RunningBalancer.Kind kind, Map<String, String> changes) throws IOException {
        assumeTrue(kind.isInstalled(), () -> "there is no " + kind);
        RecordingNode node = new RecordingNode();
        try {
            return new Balanced(node, RunningBalancer.start(kind, node.port(), changes));
        } catch (IOException e) {
            node.close();
            throw e;
        }
    }

    /** The heads of what reached the node. */
    List<String> heard() {
        return node.heads();
    }

    /** What the client at the address is answered. */
    int status(String from, String request) throws IOException {
        try (Socket socket = open(from, request)) {
            return status(socket);
        }
    }

    /** A connection from the address, on which the request is sent. */
    Socket open(String from, String request) throws IOException {
        Socket socket = new Socket(InetAddress.getByName(ONE), balancer.port(), InetAddress.getByName(from), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // a balancer that refuses it need not read all of it
        }
        return socket;
    }

    /** Of the answer; 0 where the connection ends without one. */
    static int status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return 0;
        }
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(9, 12));
    }

    static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    static String body(int bytes) {
        return "Content-Length: " + bytes + "\r\n\r\n" + "a".repeat(bytes);
    }

    @Override
    public void close() {
        balancer.close();
        node.close();
    }
}
