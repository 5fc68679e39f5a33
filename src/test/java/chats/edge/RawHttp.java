package chats.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection to a server on loopback that sends any bytes, and reads what comes back answer by answer. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Sends text, one byte for each character. It is no failure if the server has already closed the connection. */
    RawHttp send(String bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException gone) {
            // the caller finds that out when it reads the answers
        }
        return this;
    }

    /** The next answer. */
    RawAnswer answer() throws IOException {
        RawAnswer answer = next();
        if (answer == null) {
            throw new IOException("The server hung up instead of answering");
        }
        return answer;
    }

    /** Reads all answers until the server ends the connection. Fails if it does not end within the timeout. */
    List<RawAnswer> answersToTheEnd() throws IOException {
        List<RawAnswer> answers = new ArrayList<>();
        for (RawAnswer answer = next(); answer != null; answer = next()) {
            answers.add(answer);
            if (answers.size() > 1) {
                break;
            }
        }
        return answers;
    }

    private RawAnswer next() throws IOException {
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return head.isEmpty() ? null : new RawAnswer(head.toString(), "");
                }
                head.append((char) next);
            }
            RawAnswer answer = new RawAnswer(head.toString(), "");
            return new RawAnswer(head.toString(), body(answer));
        } catch (SocketException reset) {
            return head.isEmpty() ? null : new RawAnswer(head.toString(), "");
        }
    }

    private String body(RawAnswer head) throws IOException {
        InputStream in = socket.getInputStream();
        if ("chunked".equals(head.header("Transfer-Encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.write(in.readNBytes(size));
                in.readNBytes(2);
            }
            in.readNBytes(2);
            return body.toString(StandardCharsets.UTF_8);
        }
        String length = head.header("Content-Length");
        return new String(in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private static int chunk(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (!line.toString().endsWith("\r\n")) {
            line.append((char) in.read());
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
