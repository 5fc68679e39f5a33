package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {

    @ParameterizedTest
    @CsvSource({"0,2", "125,2", "126,4", "65535,4", "65536,10"})
    void theHeaderIsAsShortAsItCanBe(int length, int header) {
        byte[] frame = Frames.binary(new byte[length]);
        assertEquals(header, Frames.headerLength(frame));
        assertEquals(header + length, frame.length);
        assertEquals((byte) 0x82, frame[0]);
    }

    @Test
    void longLengthsAreInNetworkOrder() {
        assertArrayEquals(new byte[] {(byte) 0x81, 126, 0x01, 0x02}, Arrays.copyOf(Frames.text("x".repeat(0x102)), 4));
        assertArrayEquals(
                new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0, 0x01, 0x11, 0x70},
                Arrays.copyOf(Frames.text("x".repeat(70_000)), 10));
    }

    @Test
    void textIsUtf8() {
        assertArrayEquals(new byte[] {(byte) 0x81, 2, (byte) 0xC3, (byte) 0xA9}, Frames.text("é"));
    }

    @Test
    void controlFrames() {
        assertArrayEquals(new byte[] {(byte) 0x8A, 1, 'x'}, Frames.pong(new byte[] {'x'}));
        assertArrayEquals(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE9}, Frames.close(CloseCode.GOING_AWAY));
        assertArrayEquals(new byte[] {(byte) 0x88, 0}, Frames.close(CloseCode.NONE));
    }

    @Test
    void theAcceptKeyIsTheOneOfTheRfc() {
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", OpeningHandshake.acceptKey("dGhlIHNhbXBsZSBub25jZQ=="));
    }
}
