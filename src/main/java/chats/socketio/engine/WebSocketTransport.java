package chats.socketio.engine;

import chats.outbox.Wire;
import chats.socketio.websocket.ProtocolViolation;
import chats.socketio.websocket.WebSocketConnection;
import chats.socketio.websocket.WebSocketListener;
import java.io.IOException;
import java.util.List;

/**
 * The WebSocket transport of a session. While it is only a candidate for an upgrade, only the thread that reads it
 * writes to it. From the upgrade on, only the outbox writes to it.
 *
 * <p>After the server has sent a close frame, the peer has a limited time to answer it. Then the connection is closed.
 *
 * <p>Lock: this object guards the reservation and {@code gone}. The locks of the session's lease and of the reservation
 * are taken inside it.
 */
final class WebSocketTransport implements Transport, Wire<EnginePacket>, WebSocketListener {

    private static final int SLICE = 16 * 1024;
    /**
     * How much a guest may send in all. That is far more than a client needs to connect, and too little to keep a
     * thread busy.
     */
    private static final long MOST_BYTES = 256 * 1024;

    private final EngineServer server;
    private volatile WebSocketRole role;
    private WebSocketConnection connection;
    private volatile boolean cut;
    private volatile boolean closeSent;
    private volatile boolean closeReceived;
    /** For the message that is still arriving; null if there is none. */
    private ByteReservation reservation;

    private boolean gone;

    WebSocketTransport(EngineServer server, WebSocketRole role) {
        this.server = server;
        this.role = role;
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public void send(List<EnginePacket> batch, Completion completion) throws IOException {
        write(batch);
        completion.sent();
    }

    private void write(List<EnginePacket> batch) throws IOException {
        connection.startWriting();
        try {
            writeAll(batch);
        } finally {
            connection.stopWriting();
        }
        if (batch.get(batch.size() - 1).isClose()) {
            closing();
        }
    }

    /**
     * Flushes once, or after each {@value #SLICE} bytes if there are more. The container bounds the time of each flush;
     * the deadline here bounds the whole.
     */
    private void writeAll(List<EnginePacket> batch) throws IOException {
        long deadline = server.now() + server.nanos(server.settings().writeTimeout());
        int unflushed = 0;
        for (EnginePacket packet : batch) {
            byte[] frame = packet.frame();
            for (int from = 0; from < frame.length; from += SLICE) {
                int count = Math.min(SLICE, frame.length - from);
                connection.write(frame, from, count);
                unflushed += count;
                if (unflushed >= SLICE) {
                    connection.flush();
                    unflushed = 0;
                    if (cut || server.now() - deadline > 0) {
                        throw new IOException("the peer reads too slowly");
                    }
                }
            }
            if (packet.isClose()) {
                break;
            }
        }
        connection.flush();
    }

    /** Writes a packet while the outbox does not use this transport. For the thread that reads. */
    void writeDirectly(EnginePacket packet) {
        try {
            write(List.of(packet));
        } catch (IOException gone) {
            connection.close();
        }
    }

    /** For the thread that reads. */
    void takeRole(WebSocketRole next) {
        role = next;
    }

    private void closing() {
        closeSent = true;
        if (closeReceived) {
            connection.close();
        } else {
            server.later(connection::close, server.settings().closeTimeout());
        }
    }

    @Override
    public void cut() {
        cut = true;
        connection.close();
    }

    /** Must be called before the upgrading servlet returns. The bounds of guests apply until {@link #accepted}. */
    void listenTo(WebSocketConnection upgraded) {
        connection = upgraded;
        upgraded.listen(server.settings().guestPayload(), MOST_BYTES, this);
    }

    /** The session is accepted: the bounds of guests no longer apply. From any thread. */
    void accepted() {
        connection.allow(server.settings().maxPayload(), Long.MAX_VALUE);
    }

    @Override
    public void onOpen(WebSocketConnection opened) {
        connection = opened;
        role.opened(this);
    }

    @Override
    public void onText(String text) {
        role.received(this, Inbound.decode(text));
    }

    @Override
    public void onBinary(byte[] data) {
        role.received(this, new Inbound.Binary(data));
    }

    @Override
    public void onPing(byte[] payload) {
        role.answer(this, EnginePacket.pong(payload));
    }

    @Override
    public void onPong() {
        role.ignored(this);
    }

    @Override
    public synchronized boolean mayBuffer(int bytes) {
        if (bytes == 0) {
            releaseReservation();
            return true;
        }
        if (reservation == null && !gone) {
            reservation = role.reservation();
        }
        return reservation != null && reservation.extendTo(bytes);
    }

    private void releaseReservation() {
        if (reservation != null) {
            reservation.close();
            reservation = null;
        }
    }

    @Override
    public void onClose(int code) {
        closeReceived = true;
        if (closeSent) {
            connection.close();
        } else {
            role.ended(this, Reason.TRANSPORT_CLOSE, EnginePacket.close(code));
        }
    }

    @Override
    public void onViolation(ProtocolViolation violation) {
        role.ended(this, Reason.TRANSPORT_ERROR, EnginePacket.close(violation.closeCode()));
    }

    @Override
    public void onGone() {
        synchronized (this) {
            gone = true;
            releaseReservation();
        }
        role.gone(this);
    }
}
