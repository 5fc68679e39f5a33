package chats.socketio.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of a client, valid and invalid. */
public final class ClientFrames {

    private static final byte[] MASK = {0x11, (byte) 0xA2, 0x33, (byte) 0xF4};

    private ClientFrames() {}

    public static byte[] text(String text) {
        return frame(Frames.FINAL | Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] binary(byte[] data) {
        return frame(Frames.FINAL | Frames.BINARY, data);
    }

    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return frame(
                Frames.FINAL | Frames.CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** @param firstByte final bit, reserved bits and opcode */
    public static byte[] frame(int firstByte, byte[] payload) {
        int length = payload.length;
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) firstByte);
        if (length <= 125) {
            header.put((byte) (0x80 | length));
        } else if (length <= 0xFFFF) {
            header.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            header.put((byte) (0x80 | 127)).putLong(length);
        }
        header.put(MASK);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(header.array(), 0, header.position());
        for (int i = 0; i < length; i++) {
            frame.write(payload[i] ^ MASK[i % 4]);
        }
        return frame.toByteArray();
    }

    static byte[] join(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }
}
