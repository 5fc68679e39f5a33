package chats.socketio.engine;

import chats.outbox.Wire;
import chats.socketio.websocket.ProtocolViolation;
import chats.socketio.websocket.WebSocketConnection;
import chats.socketio.websocket.WebSocketListener;
import java.io.IOException;
import java.util.List;

/**
 * A session's WebSocket. Before it carries the session (while it is a candidate for an upgrade) it is written to by the
 * reading thread alone; from then on by the outbox alone.
 *
 * <p>After a close frame has left, the peer has a while to answer it; then the connection is closed in any case.
 */
final class WebSocketTransport implements Transport, Wire<EnginePacket>, WebSocketListener {

    private static final int SLICE = 16 * 1024;
    /** What a peer may send in all until its session is accepted; far more than it takes, and nothing that would keep a thread busy. */
    private static final long MOST_BYTES = 256 * 1024;

    private final EngineServer server;
    private volatile WebSocketRole role;
    private WebSocketConnection connection;
    private volatile boolean cut;
    private volatile boolean closeSent;
    private volatile boolean closeReceived;
    /** For what waits of the message that is read; taken and given back under this object's lock. */
    private ByteReservation room;

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

    /** All in one flush, or in several if there is much: each is bounded by the container, all of them by us. */
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

    /** Writes a packet while the outbox does not write here; for the reading thread. */
    void writeDirectly(EnginePacket packet) {
        try {
            write(List.of(packet));
        } catch (IOException gone) {
            connection.close();
        }
    }

    /** For the reading thread. */
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

    /** To be called before the servlet that upgrades returns. The peer is bounded as somebody unknown until {@link #accepted}. */
    void listenTo(WebSocketConnection upgraded) {
        connection = upgraded;
        upgraded.listen(server.settings().guestPayload(), MOST_BYTES, this);
    }

    /** The session that it carries is somebody's. From any thread. */
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
    public synchronized boolean mayWait(int bytes) {
        if (bytes == 0) {
            giveBack();
            return true;
        }
        if (room == null && !gone) {
            room = role.room();
        }
        return room != null && room.fits(bytes);
    }

    private void giveBack() {
        if (room != null) {
            room.close();
            room = null;
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
            giveBack();
        }
        role.gone(this);
    }
}
