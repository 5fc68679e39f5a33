package chats.socketio.websocket;

import chats.Growth;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** However a client splits what it sends, the work grows only linearly with its bytes. */
class FrameGrowthTest {
    private static final int MOST = 1_000_000;
    private static final byte[] ONE_BYTE = {'x'};

    @Test
    void aMessageInFragmentsOfOneByte() throws Exception {
        byte[] fragment = ClientFrames.frame(Frames.CONTINUATION, ONE_BYTE);
        Growth.assertLinear(
                "fragments",
                1_000,
                count -> fed(ClientFrames.join(
                        ClientFrames.frame(Frames.TEXT, ONE_BYTE),
                        repeated(fragment, count),
                        ClientFrames.frame(Frames.FINAL | Frames.CONTINUATION, ONE_BYTE))));
    }

    @Test
    void aMessageInEmptyFragmentsWithPingsBetween() throws Exception {
        byte[] fragment = ClientFrames.join(
                ClientFrames.frame(Frames.CONTINUATION, new byte[0]),
                ClientFrames.frame(Frames.FINAL | Frames.PING, ONE_BYTE));
        Growth.assertLinear(
                "empty fragments",
                1_000,
                count -> fed(ClientFrames.join(
                        ClientFrames.frame(Frames.BINARY, new byte[50_000]),
                        repeated(fragment, count),
                        ClientFrames.frame(Frames.FINAL | Frames.CONTINUATION, ONE_BYTE))));
    }

    @Test
    void aFrameThatComesByteByByte() throws Exception {
        Growth.assertLinear("bytes", 50_000, length -> {
            byte[] frame = ClientFrames.binary(new byte[length]);
            return () -> {
                FrameDecoder decoder = decoder();
                for (int i = 0; i < frame.length; i++) {
                    decoder.feed(frame, i, 1);
                }
            };
        });
    }

    @Test
    void textThatIsNotUtf8AtItsVeryEnd() throws Exception {
        Growth.assertLinear("broken text", 50_000, length -> {
            byte[] text = new byte[length];
            Arrays.fill(text, (byte) 'x');
            text[length - 1] = (byte) 0xff;
            return () -> Utf8.decode(text, 0, length);
        });
    }

    private static Growth.Work fed(byte[] bytes) {
        return () -> decoder().feed(bytes, 0, bytes.length);
    }

    private static FrameDecoder decoder() {
        return new FrameDecoder(MOST, new Heard());
    }

    private static byte[] repeated(byte[] frame, int count) {
        byte[] all = new byte[frame.length * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }
}
