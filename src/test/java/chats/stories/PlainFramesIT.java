package chats.stories;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that no decent client sends to the plain door. */
class PlainFramesIT extends Story {
    /** Within ten seconds they are a flood; more would be sent to a socket that is gone. */
    private static final int REFUSALS = 1_000;

    private static final String DEEP = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";

    private static final int LIMIT = 64 * 1024;

    private Device bob;
    private ChatRoom chat;
    private RawSocket socket;

    @BeforeEach
    void connect() throws IOException {
        Person alice = person("alice");
        bob = online("bob");
        chat = alice.opensChatWith(bob.owner());
        bob.enters(chat);
        socket = new RawSocket(server(), alice.token());
    }

    @AfterEach
    void theServerServesAfterwards() throws IOException {
        socket.close();
        theServerStillServes();
    }

    @Test
    void whatIsNotJsonOrHasNoEventClosesTheSocket() throws IOException {
        Person alice = person("alice");
        for (String text : List.of(
                "",
                " ",
                "hello",
                "{",
                "{\"event\":\"send_message\"",
                "{}",
                "[]",
                "null",
                "1",
                "\"send_message\"",
                "{\"data\":{}}",
                "{\"event\":null}",
                "{\"event\":5,\"data\":{}}",
                "{\"event\":{}}",
                "{}{}",
                "{'event':'send_message'}",
                "{\"event\":\"send_message\",}")) {
            try (RawSocket another = new RawSocket(server(), alice.token())) {
                another.sendText(text);
                assertEquals(4400, another.closeCode(), text);
            }
        }
    }

    @Test
    void aBinaryFrameClosesTheSocket() throws IOException {
        socket.send(true, RawSocket.BINARY, frame("hi").getBytes(StandardCharsets.UTF_8));
        assertEquals(1003, socket.closeCode());
    }

    @Test
    void brokenUtf8ClosesTheSocket() throws IOException {
        byte[] broken = frame("hi").getBytes(StandardCharsets.UTF_8);
        broken[frame("hi").indexOf("hi")] = (byte) 0xff;
        socket.send(true, RawSocket.TEXT, broken);
        assertEquals(1007, socket.closeCode());
    }

    @Test
    void brokenUtf8AcrossFragmentsClosesTheSocket() throws IOException {
        byte[] korean = frame("안녕").getBytes(StandardCharsets.UTF_8);
        int middle = frame("안녕").indexOf("안") + 1;
        socket.send(false, RawSocket.TEXT, Arrays.copyOf(korean, middle));
        socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(korean, middle + 1, korean.length));
        assertEquals(1007, socket.closeCode());
    }

    @Test
    void aFrameOf65KibClosesTheSocket() throws IOException {
        socket.sendText(padded(65 * 1024));
        assertEquals(1009, socket.closeCode());
    }

    @Test
    void fragmentsThatAreTooBigTogetherCloseTheSocket() throws IOException {
        byte[] big = padded(LIMIT + 1).getBytes(StandardCharsets.UTF_8);
        socket.send(false, RawSocket.TEXT, Arrays.copyOf(big, LIMIT / 2));
        socket.send(false, RawSocket.CONTINUATION, Arrays.copyOfRange(big, LIMIT / 2, LIMIT));
        socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(big, LIMIT, big.length));
        assertEquals(1009, socket.closeCode());
    }

    @Test
    void sizeIsCountedInBytes() throws IOException {
        byte[] frame = frame("hi").getBytes(StandardCharsets.UTF_8);
        byte[] korean = ("{\"ignored\":\"" + "한".repeat(LIMIT / 3) + "\",").getBytes(StandardCharsets.UTF_8);
        socket.send(false, RawSocket.TEXT, korean);
        socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(frame, 1, frame.length));
        assertEquals(1009, socket.closeCode());
    }

    @Test
    void fragmentsUpTo64KibAreOneMessageAndTheNextBeginsAnew() throws IOException {
        byte[] big = padded(LIMIT).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2; i++) {
            socket.send(false, RawSocket.TEXT, Arrays.copyOf(big, 10));
            socket.send(false, RawSocket.CONTINUATION, new byte[0]);
            socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(big, 10, LIMIT));
            bob.hears("hi");
        }
        socket.sendText(frame("not in fragments"));
        bob.hears("not in fragments");
    }

    @Test
    void exactly64KibAreServed() throws IOException {
        socket.sendText(padded(LIMIT));
        bob.hears("hi");
    }

    @Test
    void fragmentsAreOneMessageEvenIfACharacterIsCutAndAPingComesBetween() throws IOException {
        byte[] korean = frame("안녕").getBytes(StandardCharsets.UTF_8);
        int middle = frame("안녕").indexOf("안") + 1;
        socket.send(false, RawSocket.TEXT, Arrays.copyOf(korean, middle));
        socket.send(true, RawSocket.PING, new byte[] {42});
        RawSocket.Received pong = socket.receive();
        assertEquals(RawSocket.PONG, pong.opcode());
        assertArrayEquals(new byte[] {42}, pong.payload());
        socket.send(false, RawSocket.CONTINUATION, Arrays.copyOfRange(korean, middle, middle + 1));
        socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(korean, middle + 1, korean.length));
        bob.hears("안녕");
    }

    @Test
    void anUnmaskedFrameEndsTheConnection() throws IOException {
        socket.sendUnmasked(frame("hi"));
        int code = socket.closeCode();
        assertTrue(code == 1002 || code == 1006, () -> "closed with " + code);
    }

    @Test
    void whoGoesAwayWithoutAWordIsNoTrouble() throws IOException {
        socket.enters(chat);
        socket.close();
        another(bob).sends("gone?").to(chat);
        bob.hears("gone?");
    }

    @Test
    void aCloseIsAnsweredWithAClose() throws IOException {
        socket.send(true, RawSocket.CLOSE, new byte[] {3, (byte) 0xe8});
        assertEquals(1000, socket.closeCode());
    }

    /** Whatever it is that is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"event\":\"no_such_event\"}", "{\"event\":\"x\",\"id\":{}}", DEEP})
    void whoFloodsIsClosed(String frame) {
        Device flooder = online("flooder");
        PlainClient client = (PlainClient) flooder.transport();
        for (int i = 0; i < REFUSALS; i++) {
            client.send(frame);
        }
        flooder.isClosedWith(4429);
    }

    private String frame(String text) {
        return Trees.object("event", "send_message", "data", chat.message(text)).toString();
    }

    /** The same frame with white space that makes it this long. */
    private String padded(int bytes) {
        return frame("hi") + " ".repeat(bytes - frame("hi").length());
    }
}
