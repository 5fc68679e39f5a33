package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static final int FINAL = Frames.FINAL;

    private final Heard heard = new Heard();
    private final FrameDecoder decoder = new FrameDecoder(100_000, heard);

    private void feed(byte[]... frames) throws ProtocolViolation {
        byte[] bytes = ClientFrames.join(frames);
        decoder.feed(bytes, 0, bytes.length);
    }

    private void refused(int closeCode, byte[]... frames) {
        assertEquals(
                closeCode,
                assertThrows(ProtocolViolation.class, () -> feed(frames)).closeCode());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void textIsUnmasked() throws ProtocolViolation {
        feed(ClientFrames.text("안녕하세요"));
        assertEquals(List.of("text 안녕하세요"), heard.all);
    }

    @Test
    void anEmptyMessageIsAMessage() throws ProtocolViolation {
        feed(ClientFrames.text(""), ClientFrames.binary(new byte[0]));
        assertEquals(List.of("text ", "binary "), heard.all);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537, 100_000})
    void everyLengthArrivesWhole(int length) throws ProtocolViolation {
        feed(ClientFrames.text("x".repeat(length)), ClientFrames.text("next"));
        assertEquals(List.of("text " + "x".repeat(length), "text next"), heard.all);
    }

    @Test
    void bytesMayComeOneByOne() throws ProtocolViolation {
        for (byte one : ClientFrames.join(ClientFrames.text("é".repeat(100)), ClientFrames.binary(new byte[] {65}))) {
            decoder.feed(new byte[] {one}, 0, 1);
        }
        assertEquals(List.of("text " + "é".repeat(100), "binary A"), heard.all);
    }

    @Test
    void fragmentsBecomeOneMessageAndControlFramesMayComeBetween() throws ProtocolViolation {
        feed(
                ClientFrames.frame(Frames.TEXT, utf8("one ")),
                ClientFrames.frame(FINAL | Frames.PING, utf8("hey")),
                ClientFrames.frame(Frames.CONTINUATION, utf8("two ")),
                ClientFrames.frame(FINAL | Frames.PONG, utf8("ho")),
                ClientFrames.frame(FINAL | Frames.CONTINUATION, utf8("three")));
        assertEquals(List.of("ping hey", "text one two three"), heard.all);
    }

    @Test
    void aCharacterMayBeCutBetweenFragments() throws ProtocolViolation {
        byte[] text = utf8("😀");
        feed(
                ClientFrames.frame(Frames.TEXT, Arrays.copyOfRange(text, 0, 1)),
                ClientFrames.frame(Frames.CONTINUATION, Arrays.copyOfRange(text, 1, 3)),
                ClientFrames.frame(FINAL | Frames.CONTINUATION, Arrays.copyOfRange(text, 3, 4)));
        assertEquals(List.of("text 😀"), heard.all);
    }

    @Test
    void theReplacementCharacterItselfIsText() throws ProtocolViolation {
        feed(ClientFrames.text("\uFFFD"));
        assertEquals(List.of("text \uFFFD"), heard.all);
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        refused(CloseCode.NOT_UTF8, ClientFrames.frame(FINAL | Frames.TEXT, new byte[] {(byte) 0xC3}));
    }

    @Test
    void surrogatesInUtf8AreRefused() {
        byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
        refused(CloseCode.NOT_UTF8, ClientFrames.frame(FINAL | Frames.TEXT, surrogate));
    }

    @Test
    void binaryNeedNotBeUtf8() throws ProtocolViolation {
        feed(ClientFrames.binary(new byte[] {(byte) 0xC3}));
        assertEquals(List.of("binary \u00C3"), heard.all);
    }

    @Test
    void anUnmaskedFrameIsRefused() {
        refused(CloseCode.PROTOCOL_ERROR, Frames.text("x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x40, 0x20, 0x10})
    void reservedBitsAreRefused(int bit) {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.frame(FINAL | bit | Frames.TEXT, utf8("x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void reservedOpcodesAreRefused(int opcode) {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.frame(FINAL | opcode, utf8("x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10})
    void aControlFrameInFragmentsIsRefused(int opcode) {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.frame(opcode, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10})
    void aLongControlFrameIsRefused(int opcode) {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.frame(FINAL | opcode, new byte[126]));
    }

    @Test
    void aContinuationOfNothingIsRefused() {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.frame(FINAL | Frames.CONTINUATION, utf8("x")));
    }

    @Test
    void aMessageInsideAMessageIsRefused() {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.frame(Frames.TEXT, utf8("x")), ClientFrames.text("y"));
    }

    @Test
    void aLengthThatIsLongerThanItNeedsToBeIsRefused() {
        refused(CloseCode.PROTOCOL_ERROR, new byte[] {(byte) 0x81, (byte) 0xFE, 0, 125, 0, 0, 0, 0});
        FrameDecoder other = new FrameDecoder(100, heard);
        byte[] eight = {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0};
        assertEquals(
                CloseCode.PROTOCOL_ERROR,
                assertThrows(ProtocolViolation.class, () -> other.feed(eight, 0, eight.length))
                        .closeCode());
    }

    @Test
    void aNegativeLengthIsRefused() {
        byte[] header = new byte[14];
        header[0] = (byte) 0x82;
        Arrays.fill(header, 1, 10, (byte) 0xFF);
        refused(CloseCode.PROTOCOL_ERROR, header);
    }

    @Test
    void aMessageThatIsTooBigIsRefusedBeforeItArrives() {
        byte[] header = {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4};
        refused(CloseCode.TOO_BIG, header);
    }

    @Test
    void fragmentsThatAreTooBigTogetherAreRefused() {
        refused(
                CloseCode.TOO_BIG,
                ClientFrames.frame(Frames.TEXT, new byte[60_000]),
                ClientFrames.frame(FINAL | Frames.CONTINUATION, new byte[40_001]));
    }

    @Test
    void aCloseFrameTellsItsCode() throws ProtocolViolation {
        feed(ClientFrames.close(4001, "bye"));
        assertEquals(List.of("close 4001"), heard.all);
    }

    @Test
    void aCloseFrameNeedsNoCode() throws ProtocolViolation {
        feed(ClientFrames.frame(FINAL | Frames.CLOSE, new byte[0]));
        assertEquals(List.of("close " + CloseCode.NONE), heard.all);
    }

    @Test
    void nothingIsHeardAfterAClose() throws ProtocolViolation {
        feed(ClientFrames.close(1000, ""), ClientFrames.text("late"));
        assertEquals(List.of("close 1000"), heard.all);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535})
    void aCloseCodeThatMustNotBeSentIsRefused(int code) {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.close(code, ""));
    }

    @Test
    void halfACloseCodeIsRefused() {
        refused(CloseCode.PROTOCOL_ERROR, ClientFrames.frame(FINAL | Frames.CLOSE, new byte[1]));
    }

    @Test
    void aCloseReasonThatIsNotUtf8IsRefused() {
        refused(CloseCode.NOT_UTF8, ClientFrames.frame(FINAL | Frames.CLOSE, new byte[] {3, (byte) 0xE8, (byte) 0xFF}));
    }

    @Property(tries = 300)
    void whereBytesAreCutDoesNotMatter(@ForAll @IntRange(min = 1, max = 300) int chunk) throws ProtocolViolation {
        byte[] all = ClientFrames.join(
                ClientFrames.text("a".repeat(130)),
                ClientFrames.frame(Frames.TEXT, utf8("ü")),
                ClientFrames.frame(FINAL | Frames.PING, new byte[0]),
                ClientFrames.frame(FINAL | Frames.CONTINUATION, utf8("b".repeat(200))),
                ClientFrames.close(1000, "end"));
        Heard listener = new Heard();
        FrameDecoder fed = new FrameDecoder(1_000, listener);
        for (int at = 0; at < all.length; at += chunk) {
            fed.feed(all, at, Math.min(chunk, all.length - at));
        }
        assertEquals(
                List.of("text " + "a".repeat(130), "ping ", "text ü" + "b".repeat(200), "close 1000"), listener.all);
    }

    @Property(tries = 3_000)
    void aDamagedFrameIsAMessageOrAViolation(
            @ForAll @IntRange(max = 350) int at, @ForAll byte instead, @ForAll @IntRange(min = 1, max = 400) int end) {
        byte[] all = ClientFrames.join(
                ClientFrames.text("a".repeat(126)),
                ClientFrames.frame(Frames.TEXT, utf8("ü")),
                ClientFrames.frame(FINAL | Frames.PING, utf8("p")),
                ClientFrames.frame(FINAL | Frames.CONTINUATION, utf8("b".repeat(200))),
                ClientFrames.close(1000, "end"));
        all[Math.min(at, all.length - 1)] = instead;
        try {
            new FrameDecoder(1_000, new Heard()).feed(all, 0, Math.min(end, all.length));
        } catch (ProtocolViolation violation) {
            assertTrue(CloseCode.isValid(violation.closeCode()));
        }
    }

    @Property(tries = 2_000)
    void utf8IsWhatTheStrictDecoderTakes(@ForAll @Size(max = 12) byte[] bytes) {
        Optional<String> strict;
        try {
            strict = Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException malformed) {
            strict = Optional.empty();
        }
        assertEquals(strict, Utf8.decode(bytes, 0, bytes.length));
    }

    @Property(tries = 2_000)
    void randomBytesAreMessagesOrViolations(@ForAll @Size(max = 200) byte[] bytes) {
        FrameDecoder fed = new FrameDecoder(1_000, new Heard());
        try {
            fed.feed(bytes, 0, bytes.length);
        } catch (ProtocolViolation violation) {
            assertTrue(CloseCode.isValid(violation.closeCode()));
        }
    }
}
