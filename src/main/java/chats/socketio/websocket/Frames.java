package chats.socketio.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encodes frames from the server to a client. They are final and unmasked (RFC 6455, 5.2). */
public final class Frames {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    static final int FINAL = 0x80;
    static final int MASKED = 0x80;
    /** The longest payload of a control frame. Also the longest payload whose length fits into the second byte. */
    static final int SHORT = 125;

    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private Frames() {}

    public static byte[] text(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] binary(byte[] data) {
        return frame(BINARY, data);
    }

    public static byte[] pong(byte[] payload) {
        return frame(PONG, payload);
    }

    /** @param code {@link CloseCode#NONE} for a close frame without one */
    public static byte[] close(int code) {
        return code == CloseCode.NONE
                ? frame(CLOSE, new byte[0])
                : frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** The length of the header of a frame that this class made. */
    public static int headerLength(byte[] frame) {
        return switch (frame[1]) {
            case TWO_BYTES -> 4;
            case EIGHT_BYTES -> 10;
            default -> 2;
        };
    }

    private static byte[] frame(int opcode, byte[] payload) {
        int length = payload.length;
        int header = length <= SHORT ? 2 : length <= 0xFFFF ? 4 : 10;
        byte[] frame = Arrays.copyOf(new byte[] {(byte) (FINAL | opcode)}, header + length);
        if (header == 2) {
            frame[1] = (byte) length;
        } else {
            frame[1] = (byte) (header == 4 ? TWO_BYTES : EIGHT_BYTES);
            for (int i = header - 1, rest = length; i > 1; i--, rest >>>= 8) {
                frame[i] = (byte) rest;
            }
        }
        System.arraycopy(payload, 0, frame, header, length);
        return frame;
    }
}
