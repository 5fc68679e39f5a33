package chats.deploy;

import chats.run.Background;
import chats.run.LocalPort;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands for a node behind a balancer: keeps the heads of the requests that reach it, answers 200, and opens any WebSocket. */
final class RecordingNode implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?imd)^content-length: (\\d+)\r$");
    private static final Pattern KEY = Pattern.compile("(?imd)^sec-websocket-key: (\\S+)\r$");

    private final LocalPort listening;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    RecordingNode() throws IOException {
        this(InetAddress.getLoopbackAddress(), 0);
    }

    RecordingNode(InetAddress address, int port) throws IOException {
        listening = LocalPort.open(address, port, guest -> Background.start(() -> serve(guest)));
    }

    int port() {
        return listening.number();
    }

    /** Of the requests whose bodies came whole, and of handshakes; without the balancer's own questions after health. */
    List<String> heads() {
        return heads.stream()
                .filter(head -> !head.startsWith("GET /health/ready "))
                .toList();
    }

    private void serve(Socket socket) throws IOException {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            for (String head = until(in, "\r\n\r\n"); !head.isEmpty(); head = until(in, "\r\n\r\n")) {
                Matcher key = KEY.matcher(head);
                if (key.find()) {
                    heads.add(head);
                    answer(
                            socket,
                            "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accepted(key.group(1)));
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                }
                Matcher length = LENGTH.matcher(head);
                if (length.find()) {
                    in.readNBytes(Integer.parseInt(length.group(1)));
                } else if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
                    until(in, "\r\n0\r\n\r\n");
                }
                heads.add(head);
                answer(socket, "200 OK\r\nContent-Length: 0");
            }
        }
    }

    private static void answer(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** What comes up to and with the end; nothing where the peer goes before. */
    private static String until(InputStream in, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.write(next);
            if (next == '\n' && read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
                return read.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static String accepted(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
