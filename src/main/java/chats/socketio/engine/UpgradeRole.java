package chats.socketio.engine;

/**
 * The role of a WebSocket that a polling session may move to. The client probes it, pauses its polling, and says when
 * to move; a poll that waits meanwhile is released so that it can pause. It has a limited time for that.
 */
final class UpgradeRole implements WebSocketRole {

    private static final String PROBE = "probe";
    private static final long NUDGE_MILLIS = 100;
    /** So few and short that they always fit what the kernel keeps, and the thread that reads never waits for the peer. */
    private static final int MOST_ANSWERS = 8;

    private final EngineServer server;
    private final EngineSession session;
    private final WebSocketTransport transport;
    private volatile boolean over;
    private boolean probed;
    private int answers;

    UpgradeRole(EngineServer server, EngineSession session) {
        this.server = server;
        this.session = session;
        this.transport = new WebSocketTransport(server, this);
        server.later(this::abandon, server.settings().upgradeTimeout());
    }

    WebSocketTransport transport() {
        return transport;
    }

    @Override
    public void opened(WebSocketTransport opened) {}

    @Override
    public void received(WebSocketTransport from, Inbound packet) {
        if (over) {
            return;
        }
        if (packet instanceof Inbound.Signal signal && signal.type() == Inbound.PING && PROBE.equals(signal.data())) {
            answer(from, EnginePacket.PROBE_ANSWER);
            if (!probed) {
                probed = true;
                server.later(this::nudge, NUDGE_MILLIS);
            }
        } else if (packet instanceof Inbound.Signal signal && signal.type() == Inbound.UPGRADE) {
            over = true;
            session.moveTo(transport);
        } else {
            ended(from, Reason.TRANSPORT_ERROR, EnginePacket.CLOSE);
        }
    }

    /** Releases a poll that waits, so that the client can stop polling; again and again, since it may poll again. */
    private void nudge() {
        if (!over) {
            session.releasePoll();
            server.later(this::nudge, NUDGE_MILLIS);
        }
    }

    @Override
    public void answer(WebSocketTransport to, EnginePacket answer) {
        if (over) {
            return;
        }
        if (++answers > MOST_ANSWERS) {
            ended(to, Reason.TRANSPORT_ERROR, EnginePacket.CLOSE);
        } else {
            transport.writeDirectly(answer);
        }
    }

    @Override
    public void ignored(WebSocketTransport from) {}

    @Override
    public ByteReservation room() {
        return session.room();
    }

    @Override
    public void ended(WebSocketTransport at, String reason, EnginePacket close) {
        if (stop()) {
            transport.writeDirectly(close);
        }
    }

    @Override
    public void gone(WebSocketTransport at) {
        stop();
    }

    /** From any thread: the WebSocket is let go of, the session stays where it is. */
    void abandon() {
        if (stop()) {
            transport.cut();
        }
    }

    private boolean stop() {
        if (over) {
            return false;
        }
        over = true;
        session.upgradeEnded(this);
        return true;
    }
}
