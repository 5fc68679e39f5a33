package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Trees;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket client of RFC 6455 that may do what no decent client does. Frames are written and read one by one. */
final class RawSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;
    private final String head;

    /** One frame of the server's. */
    record Received(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Trees.parse(text());
        }

        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    /** By the plain door. */
    RawSocket(RunningServer server, String token) throws IOException {
        this(server, "/chats", "Authorization: Bearer " + token + "\r\n");
    }

    /** @param headers lines, each with its end */
    RawSocket(RunningServer server, String path, String headers) throws IOException {
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(Patience.SECONDS * 1_000);
        socket.connect(address(server));
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write(handshake(server, path, headers));
        head = readHead();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            String body = readBody();
            socket.close();
            throw new IOException("No upgrade: " + head + body);
        }
    }

    /** The answer to the handshake. */
    String head() {
        return head;
    }

    /** Asks for a socket and resets the connection at once, without waiting for an answer. */
    static void asksAndGoes(RunningServer server, String path, String headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(address(server));
            socket.getOutputStream().write(handshake(server, path, headers));
        }
    }

    private static InetSocketAddress address(RunningServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private static byte[] handshake(RunningServer server, String path, String headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Enters a chat by the plain door. */
    void enters(ChatRoom chat) throws IOException {
        sendText("{\"event\":\"enter_chat\",\"id\":\"1\",\"data\":{\"chatIds\":[" + chat.id() + "]}}");
        assertEquals("enter_chat", receive().json().get("event").asText());
    }

    void sendText(String text) throws IOException {
        send(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(boolean last, int opcode, byte[] payload) throws IOException {
        byte[] mask = {1, 2, 3, 4};
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i % 4];
        }
        head(last, opcode, MASKED, payload.length);
        out.write(mask);
        out.write(masked);
        out.flush();
    }

    /** Bytes that need not be a frame. */
    void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** What only servers may do. */
    void sendUnmasked(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        head(true, TEXT, 0, payload.length);
        out.write(payload);
        out.flush();
    }

    Received receive() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new Received(opcode, payload);
    }

    /** Reads up to the server's close frame and returns its code; 1006 if the connection ends without one. */
    int closeCode() throws IOException {
        try {
            Received received = receive();
            while (received.opcode() != CLOSE) {
                received = receive();
            }
            return received.closeCode();
        } catch (EOFException | SocketException e) {
            return 1006;
        }
    }

    /** The next frame; where the connection has ended without one, a close frame without a code. */
    Received last() throws IOException {
        try {
            return receive();
        } catch (EOFException | SocketException e) {
            return new Received(CLOSE, new byte[0]);
        }
    }

    /** Goes away without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void head(boolean last, int opcode, int masked, int length) throws IOException {
        out.writeByte((last ? FINAL : 0) | opcode);
        if (length < 126) {
            out.writeByte(masked | length);
        } else if (length < 65_536) {
            out.writeByte(masked | 126);
            out.writeShort(length);
        } else {
            out.writeByte(masked | 127);
            out.writeLong(length);
        }
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private String readBody() throws IOException {
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return new String(body, StandardCharsets.UTF_8);
    }
}
