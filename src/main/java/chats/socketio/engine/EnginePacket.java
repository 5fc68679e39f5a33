package chats.socketio.engine;

import chats.outbox.Frame;
import chats.socketio.websocket.CloseCode;
import chats.socketio.websocket.Frames;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A packet to clients, encoded once as a WebSocket frame. Long-polling uses the payload of that frame. Immutable, so
 * that one packet may wait in the outboxes of many sessions.
 */
public final class EnginePacket implements Frame {

    static final EnginePacket PING = text("2");
    static final EnginePacket PROBE_ANSWER = text("3probe");
    static final EnginePacket NOOP = text("6");
    /** The last packet: a close packet for long-polling, a close frame for a WebSocket. */
    static final EnginePacket CLOSE = new EnginePacket(Kind.CLOSE, Frames.close(CloseCode.NONE));

    private enum Kind {
        TEXT,
        BINARY,
        GROUP,
        CONTROL,
        CLOSE
    }

    private final Kind kind;
    private final byte[] frame;
    private final List<EnginePacket> parts;

    private EnginePacket(Kind kind, byte[] frame) {
        this(kind, frame, List.of());
    }

    private EnginePacket(Kind kind, byte[] frame, List<EnginePacket> parts) {
        this.kind = kind;
        this.frame = frame;
        this.parts = parts;
    }

    /** A message of text, such as a Socket.IO packet. */
    public static EnginePacket message(String text) {
        return text("4" + text);
    }

    /** A message of bytes. */
    public static EnginePacket message(byte[] data) {
        return new EnginePacket(Kind.BINARY, Frames.binary(data));
    }

    /** Several packets that must be sent without another packet between them. */
    public static EnginePacket group(List<EnginePacket> parts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        parts.forEach(part -> frames.writeBytes(part.frame));
        return new EnginePacket(Kind.GROUP, frames.toByteArray(), List.copyOf(parts));
    }

    static EnginePacket open(String handshake) {
        return text("0" + handshake);
    }

    static EnginePacket pong(byte[] payload) {
        return new EnginePacket(Kind.CONTROL, Frames.pong(payload));
    }

    static EnginePacket close(int code) {
        return new EnginePacket(Kind.CLOSE, Frames.close(code));
    }

    private static EnginePacket text(String text) {
        return new EnginePacket(Kind.TEXT, Frames.text(text));
    }

    @Override
    public int bytes() {
        return frame.length;
    }

    /** The WebSocket frame. Must not be changed. */
    byte[] frame() {
        return frame;
    }

    boolean isClose() {
        return kind == Kind.CLOSE;
    }

    /** Appends the packet in the format of long-polling. */
    void appendTo(ByteArrayOutputStream payload) {
        if (kind == Kind.GROUP) {
            payload.writeBytes(Payload.encode(parts));
            return;
        }
        int header = Frames.headerLength(frame);
        switch (kind) {
            case TEXT -> payload.write(frame, header, frame.length - header);
            case BINARY -> {
                payload.write('b');
                byte[] data = Arrays.copyOfRange(frame, header, frame.length);
                payload.writeBytes(Base64.getEncoder().encode(data));
            }
            case CLOSE -> payload.write('1');
            default -> payload.write('6');
        }
    }
}
