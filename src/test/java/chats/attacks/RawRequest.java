package chats.attacks;

import chats.run.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A request written byte for byte on a connection of its own. */
final class RawRequest implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final Socket socket;

    RawRequest(RunningServer server, String bytes) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        send(bytes);
    }

    private RawRequest(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MS);
    }

    /** From another address of this machine, such as 127.0.0.2, which limits count by itself. */
    static RawRequest from(String address, RunningServer server, String bytes) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        RawRequest request = new RawRequest(socket);
        request.send(bytes);
        return request;
    }

    /** The start of a POST of JSON with a body of so many bytes that is still to come. */
    static String post(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    /** The start of a POST of JSON in chunks that are still to come. */
    static String postChunks(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n";
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One frame of a WebSocket that this connection has become; masked with zeros, which leaves the payload as it is. */
    void sendFrame(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    /** Everything that the server says until it ends the connection. */
    String answerToTheEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The first line of the answer; waits for it. */
    String status() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\r';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Whether the server has neither answered nor ended the connection yet. */
    boolean isUnanswered() throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() == Integer.MIN_VALUE;
        } catch (SocketTimeoutException nothingYet) {
            return true;
        } catch (SocketException reset) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
