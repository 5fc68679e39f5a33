package chats.stories;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages on the plain door that do not end, on a server with little memory. The server ends their connections and serves the others. */
@ExtendWith(SmallStage.Shared.class)
@ResourceLock(SmallStage.LOCK)
@Order(2)
class EndlessMessagesIT {
    private static final int FRAGMENTS = 1_024;
    private static final int BIG_FRAGMENT = 60 * 1024;
    private static final int BIG_FRAGMENTS = 200;
    private static final int SMALL_FRAGMENTS = 100_000;
    private static final byte[] MASK = {1, 2, 3, 4};
    private static final byte[] SPACE = {' '};

    private Stage stage;
    private Person alice;
    private Device bob;
    private ChatRoom chat;
    private RawSocket socket;

    @BeforeEach
    void connect(SmallStage small) throws IOException {
        stage = small.stage();
        alice = person("alice");
        bob = online(person("bob"), new Inbox());
        chat = alice.opensChatWith(bob.owner());
        bob.enters(chat);
        socket = new RawSocket(stage.server(), alice.token());
    }

    @AfterEach
    void theOthersAreServed() throws IOException {
        socket.close();
        others("afterwards");
        bob.transport().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {RawSocket.TEXT, RawSocket.BINARY})
    void fragmentsOf60KibWithoutEnd(int opcode) throws IOException {
        byte[] fragment = new byte[BIG_FRAGMENT];
        Arrays.fill(fragment, (byte) ' ');
        endsDuring(() -> {
            socket.send(false, opcode, fragment);
            for (int i = 1; i < BIG_FRAGMENTS; i++) {
                socket.send(false, RawSocket.CONTINUATION, fragment);
                if (i == BIG_FRAGMENTS / 2) {
                    others("meanwhile");
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void smallFragmentsWithoutEnd(int bytes) throws IOException {
        byte[] many = repeated(frame(RawSocket.CONTINUATION, new byte[bytes]), 1_000);
        endsDuring(() -> {
            socket.sendBytes(concat(frame(RawSocket.TEXT, new byte[bytes]), many));
            for (int i = 1; i < SMALL_FRAGMENTS / 1_000; i++) {
                socket.sendBytes(many);
            }
            others("meanwhile");
        });
    }

    /** The next fragment and no other may be what is too much. */
    @Test
    void aFragmentTooMany() throws IOException {
        socket.sendBytes(tooManyFragments());
        assertEquals(1009, socket.closeCode());
    }

    /** The container has no bound for these. */
    @Test
    void aBinaryFrameOfAGigabyte() throws IOException {
        endsDuring(() -> {
            socket.sendBytes(head(0x80 | RawSocket.BINARY, 1L << 30));
            for (int i = 0; i < BIG_FRAGMENTS; i++) {
                socket.sendBytes(new byte[BIG_FRAGMENT]);
            }
        });
    }

    /** RFC 6455, section 5.2: the most significant bit must be 0. The container steps back in the buffer and reads the frame again and again. */
    @ParameterizedTest
    @ValueSource(longs = {-14, Long.MIN_VALUE + 0x7fff})
    void aFragmentOfANegativeLength(long length) throws IOException {
        byte[] again = head(RawSocket.CONTINUATION, length);
        endsDuring(() -> {
            socket.send(false, RawSocket.TEXT, new byte[1]);
            socket.sendBytes(again);
            others("meanwhile");
        });
    }

    /** The container takes it for an empty message, again and again. */
    @ParameterizedTest
    @CsvSource({"1, 4400, not JSON", "2, 1003, binary frame"})
    void aMessageOfANegativeLength(int opcode, int code, String why) throws IOException {
        endsDuring(
                () -> {
                    socket.sendBytes(head(0x80 | opcode, -14));
                    others("meanwhile");
                },
                code,
                why);
    }

    @Test
    void aMessageInFragmentsWithACutCharacterAndPingsArrivesWhole() throws IOException {
        String said = "안녕" + "하".repeat(900);
        byte[] text = (message(said) + " ".repeat(50_000)).getBytes(StandardCharsets.UTF_8);
        int middle = message(said).indexOf("안") + 1;
        socket.send(false, RawSocket.TEXT, Arrays.copyOf(text, middle));
        ping();
        int step = 97;
        int at = middle;
        for (; text.length - at > step; at += step) {
            socket.send(false, RawSocket.CONTINUATION, Arrays.copyOfRange(text, at, at + step));
        }
        ping();
        socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(text, at, text.length));
        bob.hears(said);
    }

    @Test
    void asManyFragmentsAsAllowedInOneBufferAreOneMessageAndTheNextBeginsAnew() throws IOException {
        for (int i = 0; i < 2; i++) {
            byte[] text = message("hi " + i).getBytes(StandardCharsets.UTF_8);
            socket.sendBytes(concat(
                    frame(RawSocket.TEXT, SPACE),
                    repeated(frame(RawSocket.CONTINUATION, SPACE), FRAGMENTS - 2),
                    frame(0x80 | RawSocket.CONTINUATION, text)));
            bob.hears("hi " + i);
        }
    }

    @Test
    void pingsAreNoFragments() throws IOException {
        byte[] text = message("hi").getBytes(StandardCharsets.UTF_8);
        int pings = 2 * FRAGMENTS;
        socket.send(false, RawSocket.TEXT, Arrays.copyOf(text, 1));
        socket.sendBytes(repeated(frame(0x80 | RawSocket.PING, new byte[] {42}), pings));
        for (int i = 0; i < pings; i++) {
            hearsPong();
        }
        socket.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(text, 1, text.length));
        bob.hears("hi");
    }

    @Test
    void pingsWithoutEnd() throws IOException {
        byte[] many = repeated(frame(0x80 | RawSocket.PING, new byte[125]), 1_000);
        endsDuring(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        socket.sendBytes(many);
                    }
                    others("meanwhile");
                },
                4429,
                "flooding");
    }

    /** The container waits for the answer to its close frame anew after whatever comes. */
    @Test
    void whoPingsInsteadOfAnsweringACloseFrameIsCutOff() throws IOException {
        socket.sendText("no JSON");
        assertEquals(4400, socket.closeCode());
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        assertThrows(IOException.class, () -> {
            while (System.nanoTime() < patience) {
                socket.send(true, RawSocket.PING, new byte[] {42});
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        });
    }

    /** What must not succeed to the end. */
    private interface Attack {
        void run() throws IOException;
    }

    /** The server may end the connection while it is written to. */
    private void endsDuring(Attack attack) throws IOException {
        endsDuring(attack, 1009, "too big");
    }

    private void endsDuring(Attack attack, int expected, String why) throws IOException {
        try {
            attack.run();
        } catch (IOException ended) {
            // what is left to read says why
        }
        int code = socket.closeCode();
        assertTrue(code == expected || code == 1006, () -> "closed with " + code);
        String log = Patience.await(
                () -> {
                    String all = stage.server().log();
                    return all.contains("socket_closed door=plain user=" + alice.id() + " ") ? all : null;
                },
                "the socket's end is logged");
        assertTrue(log.lines()
                .filter(line -> line.contains("socket_closed door=plain user=" + alice.id() + " "))
                .allMatch(line -> line.contains(why)));
    }

    private void others(String text) {
        Device carol = online(bob.owner(), new Inbox());
        carol.sends(text).to(chat);
        bob.hears(text);
        carol.transport().close();
    }

    private void ping() throws IOException {
        socket.send(true, RawSocket.PING, new byte[] {42});
        hearsPong();
    }

    /** The server may ping too. */
    private void hearsPong() throws IOException {
        RawSocket.Received pong = socket.receive();
        while (pong.opcode() == RawSocket.PING) {
            pong = socket.receive();
        }
        assertEquals(RawSocket.PONG, pong.opcode());
        assertArrayEquals(new byte[] {42}, pong.payload());
    }

    private Person person(String name) {
        return Story.person(name, stage.server(), stage.provider());
    }

    private Device online(Person person, Inbox inbox) {
        return new Device(person, inbox, new PlainDoor().open(stage.server(), person.token(), inbox));
    }

    private String message(String text) {
        return Trees.object("event", "send_message", "data", chat.message(text)).toString();
    }

    /** A frame of less than 64 KiB. */
    private static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length);
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % 4]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** What comes before a payload of this length. */
    private static byte[] head(int first, long length) {
        return ByteBuffer.allocate(14)
                .put((byte) first)
                .put((byte) (0x80 | 127))
                .putLong(length)
                .put(MASK)
                .array();
    }

    private static byte[] tooManyFragments() {
        return concat(frame(RawSocket.TEXT, SPACE), repeated(frame(RawSocket.CONTINUATION, SPACE), FRAGMENTS));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] repeated(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }
}
