package chats.socketio.websocket;

import java.util.Arrays;

/**
 * Decodes a client's frames from bytes, in pieces of any size, and passes each message and control frame to a
 * {@link MessageListener}. Between messages it keeps only the beginning of the next frame. For one thread at a time,
 * except {@link #allow}.
 *
 * <p>After a {@link ProtocolViolation} the decoder must not be used any more. After a close frame it ignores all
 * further bytes.
 */
public final class FrameDecoder {

    private static final byte[] NOTHING = {};
    private static final int LONGEST_HEADER = 14;
    /** Bound for one message. Without it, a client could send empty fragments for ever. */
    private static final int MOST_FRAGMENTS = 4096;

    private final MessageListener listener;
    private volatile int maxMessage;

    private byte[] header = NOTHING;
    private int headerCount;
    private boolean inPayload;
    private int opcode;
    private boolean isFinal;
    private int mask;
    private int remaining;

    /** The opcode of the message whose fragments are being collected; 0 between messages. */
    private int messageOpcode;

    private int fragments;
    private Payload message = new Payload();
    private Payload control;
    private boolean closed;

    /** @param maxMessage bound in bytes for all fragments of a message together; more is {@link CloseCode#TOO_BIG} */
    public FrameDecoder(int maxMessage, MessageListener listener) {
        this.listener = listener;
        this.maxMessage = maxMessage;
    }

    /** Sets another bound, which applies from the next frame on. From any thread. */
    void allow(int bytesOfAMessage) {
        maxMessage = bytesOfAMessage;
    }

    int maxMessage() {
        return maxMessage;
    }

    /** How many bytes of memory unfinished messages take. */
    int buffered() {
        return message.capacity() + (control == null ? 0 : control.capacity());
    }

    public void feed(byte[] bytes, int offset, int length) throws ProtocolViolation {
        int at = offset;
        int end = offset + length;
        while (!closed && (at < end || inPayload && remaining == 0)) {
            at = inPayload ? payload(bytes, at, end) : header(bytes, at, end);
        }
    }

    private int header(byte[] bytes, int from, int end) throws ProtocolViolation {
        if (header.length == 0) {
            header = new byte[LONGEST_HEADER];
        }
        int at = from;
        while (at < end && headerCount < headerLength()) {
            header[headerCount++] = bytes[at++];
            if (headerCount == 2) {
                checkFirstBytes();
            }
        }
        if (headerCount == headerLength()) {
            beginPayload();
        }
        return at;
    }

    private int headerLength() {
        if (headerCount < 2) {
            return 2;
        }
        return switch (header[1] & 0x7F) {
            case 126 -> 8;
            case 127 -> LONGEST_HEADER;
            default -> 6;
        };
    }

    private void checkFirstBytes() throws ProtocolViolation {
        isFinal = (header[0] & Frames.FINAL) != 0;
        opcode = header[0] & 0x0F;
        require((header[0] & 0x70) == 0, "reserved bits");
        require((header[1] & Frames.MASKED) != 0, "frame of a client without a mask");
        switch (opcode) {
            case Frames.TEXT, Frames.BINARY -> require(messageOpcode == 0, "message inside a message");
            case Frames.CONTINUATION -> require(messageOpcode != 0, "continuation of nothing");
            case Frames.CLOSE, Frames.PING, Frames.PONG -> {
                require(isFinal, "control frame in fragments");
                require((header[1] & 0x7F) <= Frames.SHORT, "control frame too long");
            }
            default -> throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "reserved opcode");
        }
    }

    private void beginPayload() throws ProtocolViolation {
        long length = header[1] & 0x7F;
        if (length > Frames.SHORT) {
            int lengthBytes = length == 126 ? 2 : 8;
            length = 0;
            for (int i = 2; i < 2 + lengthBytes; i++) {
                length = length << 8 | header[i] & 0xFF;
            }
            require(length >= 0, "length with its highest bit set");
            require(length > (lengthBytes == 2 ? Frames.SHORT : 0xFFFF), "length longer than it needs to be");
        }
        if (isControl()) {
            control = new Payload();
        } else {
            int most = maxMessage;
            if (length > most - message.length() || ++fragments > MOST_FRAGMENTS) {
                throw new ProtocolViolation(
                        CloseCode.TOO_BIG, "message beyond " + most + " bytes or in too many fragments");
            }
            if (opcode != Frames.CONTINUATION) {
                messageOpcode = opcode;
            }
        }
        int maskAt = headerCount - 4;
        mask = (header[maskAt] & 0xFF) << 24
                | (header[maskAt + 1] & 0xFF) << 16
                | (header[maskAt + 2] & 0xFF) << 8
                | header[maskAt + 3] & 0xFF;
        remaining = (int) length;
        inPayload = true;
        headerCount = 0;
        header = NOTHING;
    }

    private int payload(byte[] bytes, int from, int end) throws ProtocolViolation {
        int count = Math.min(remaining, end - from);
        Payload target = isControl() ? control : message;
        int mostToCome = isFinal ? remaining : maxMessage - target.length();
        mask = target.addUnmasked(bytes, from, count, mask, mostToCome);
        remaining -= count;
        if (remaining == 0) {
            inPayload = false;
            if (isControl()) {
                endControl();
            } else if (isFinal) {
                endMessage();
            }
        }
        return from + count;
    }

    private void endMessage() throws ProtocolViolation {
        Payload whole = message;
        boolean isText = messageOpcode == Frames.TEXT;
        message = new Payload();
        messageOpcode = 0;
        fragments = 0;
        if (isText) {
            listener.onText(whole.text());
        } else {
            listener.onBinary(whole.bytes());
        }
    }

    private void endControl() throws ProtocolViolation {
        Payload payload = control;
        control = null;
        switch (opcode) {
            case Frames.PING -> listener.onPing(payload.bytes());
            case Frames.CLOSE -> close(payload.bytes());
            default -> listener.onPong();
        }
    }

    private void close(byte[] payload) throws ProtocolViolation {
        closed = true;
        if (payload.length == 0) {
            listener.onClose(CloseCode.NONE);
            return;
        }
        require(payload.length > 1, "half a close code");
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        require(CloseCode.isValid(code), "close code that must not be sent");
        if (Utf8.decode(payload, 2, payload.length - 2).isEmpty()) {
            throw new ProtocolViolation(CloseCode.NOT_UTF8, "close reason is not UTF-8");
        }
        listener.onClose(code);
    }

    private boolean isControl() {
        return opcode >= Frames.CLOSE;
    }

    private static void require(boolean kept, String otherwise) throws ProtocolViolation {
        if (!kept) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, otherwise);
        }
    }

    /**
     * The unmasked bytes of one message. The buffer grows with the bytes that have arrived, never with the length in a
     * header, which a client could choose freely. It doubles its size, so that a message in a million fragments is
     * copied twenty times and not a million times.
     */
    private static final class Payload {

        private byte[] bytes = NOTHING;
        private int count;

        int length() {
            return count;
        }

        int capacity() {
            return bytes.length;
        }

        /**
         * Adds bytes of one frame.
         *
         * @param mostToCome the most bytes that may still come, including these; bounds the size of the buffer
         * @return the mask, rotated for the next byte
         */
        int addUnmasked(byte[] from, int offset, int length, int mask, int mostToCome) {
            if (bytes.length - count < length) {
                int capacity = Math.max(count + length, Math.min(2 * bytes.length, count + mostToCome));
                bytes = Arrays.copyOf(bytes, capacity);
            }
            int rotated = mask;
            for (int i = 0; i < length; i++) {
                bytes[count + i] = (byte) (from[offset + i] ^ rotated >>> 24);
                rotated = Integer.rotateLeft(rotated, 8);
            }
            count += length;
            return rotated;
        }

        String text() throws ProtocolViolation {
            return Utf8.decode(bytes, 0, count)
                    .orElseThrow(() -> new ProtocolViolation(CloseCode.NOT_UTF8, "text is not UTF-8"));
        }

        byte[] bytes() {
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }
    }
}
