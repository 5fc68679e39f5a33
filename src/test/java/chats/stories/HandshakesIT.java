package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How sockets may be opened and closed (RFC 6455, RFC 9110), at both doors alike. */
class HandshakesIT extends Story {
    private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";
    private static final String UPGRADE = "Upgrade: websocket\r\n";
    private static final String CONNECTION = "Connection: Upgrade\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private Person person;

    @BeforeEach
    void somebodyComes() {
        person = person("handshake");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(101, UPGRADE + CONNECTION + VERSION + KEY),
                Arguments.of(101, UPGRADE + "Connection: keep-alive, Upgrade\r\n" + VERSION + KEY),
                Arguments.of(101, UPGRADE + "Connection: keep-alive\r\nConnection: Upgrade\r\n" + VERSION + KEY),
                Arguments.of(101, UPGRADE + "Connection: , ,\tupgrade\t,\r\n" + VERSION + KEY),
                Arguments.of(101, "UPGRADE: WebSocket\r\nCONNECTION: UPGRADE\r\n" + VERSION + KEY),
                Arguments.of(101, "Upgrade: h2c, websocket\r\n" + CONNECTION + VERSION + KEY),
                Arguments.of(101, "Upgrade: h2c\r\nUpgrade: websocket\r\n" + CONNECTION + VERSION + KEY),
                Arguments.of(101, KEY + VERSION + CONNECTION + UPGRADE + "Sec-WebSocket-Protocol: a, b\r\n"),
                Arguments.of(
                        101, UPGRADE + CONNECTION + VERSION + KEY + "Sec-WebSocket-Extensions: permessage-deflate\r\n"),
                Arguments.of(101, UPGRADE + CONNECTION + VERSION + KEY + "Sec-WebSocket-Extensions: ;;;==\r\n"),
                Arguments.of(400, UPGRADE + "Connection: keep-alive\r\n" + VERSION + KEY),
                Arguments.of(400, UPGRADE + VERSION + KEY),
                Arguments.of(400, UPGRADE + CONNECTION + VERSION),
                Arguments.of(400, UPGRADE + CONNECTION + VERSION + "Sec-WebSocket-Key: abc\r\n"),
                Arguments.of(426, UPGRADE + CONNECTION + KEY),
                Arguments.of(426, UPGRADE + CONNECTION + KEY + "Sec-WebSocket-Version: 8\r\n"),
                Arguments.of(426, UPGRADE + CONNECTION + KEY + "Sec-WebSocket-Version: 13, 8\r\n"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void bothDoorsTakeTheSame(int status, String headers) throws IOException {
        for (String path : new String[] {"/chats", SOCKET_IO}) {
            String answer = asks(path, headers);
            assertEquals(status, Integer.parseInt(answer.substring(9, 12)), path + "\n" + headers + answer);
            if (status == 426) {
                assertTrue(answer.contains("Sec-WebSocket-Version: 13"), answer);
            }
            if (status == 400) {
                assertTrue(answer.contains("json"), answer);
            }
        }
    }

    private String asks(String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server().port())) {
            socket.setSoTimeout(30_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + person.token()
                    + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            return head.toString();
        }
    }

    static Stream<Arguments> closeFrames() {
        return Stream.of(
                Arguments.of(1000, code(1000)),
                Arguments.of(3000, code(3000)),
                Arguments.of(4999, code(4999)),
                Arguments.of(1002, new byte[] {3}),
                Arguments.of(1002, code(0)),
                Arguments.of(1002, code(999)),
                Arguments.of(1002, code(1005)),
                Arguments.of(1002, code(1006)),
                Arguments.of(1002, code(2999)),
                Arguments.of(1002, code(5000)),
                Arguments.of(1002, code(65535)),
                Arguments.of(1007, new byte[] {3, (byte) 0xE8, (byte) 0xFF}));
    }

    private static byte[] code(int code) {
        return ByteBuffer.allocate(2).putShort((short) code).array();
    }

    @ParameterizedTest
    @MethodSource("closeFrames")
    void aCloseFrameIsAnswered(int code, byte[] payload) throws IOException {
        String authorization = "Authorization: Bearer " + person.token() + "\r\n";
        for (String path : new String[] {"/chats", SOCKET_IO}) {
            try (RawSocket socket = new RawSocket(server(), path, authorization)) {
                socket.send(true, RawSocket.CLOSE, payload);
                RawSocket.Received answer = socket.last();
                while (answer.opcode() != RawSocket.CLOSE) {
                    answer = socket.last();
                }
                assertEquals(code, answer.closeCode(), path);
            }
        }
    }
}
