package chats.socketio.engine;

/**
 * The role of a WebSocket to which a polling session may move. The client sends a probe, stops polling, and then sends
 * an upgrade packet. It can only stop polling when its poll is answered, so a waiting poll is answered with a NOOP. The
 * time for all this is limited.
 *
 * <p>For the thread that reads the WebSocket, except {@link #abandon} and the timers.
 */
final class UpgradeRole implements WebSocketRole {

    private static final String PROBE = "probe";
    private static final long RELEASE_MILLIS = 100;
    /**
     * So few and short answers always fit into the kernel's buffers, so the thread that reads never waits for the peer.
     */
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
                server.later(this::releasePolls, RELEASE_MILLIS);
            }
        } else if (packet instanceof Inbound.Signal signal && signal.type() == Inbound.UPGRADE) {
            over = true;
            session.moveTo(transport);
        } else {
            ended(from, Reason.TRANSPORT_ERROR, EnginePacket.CLOSE);
        }
    }

    /**
     * Answers a waiting poll, so that the client can stop polling. Repeats itself until the upgrade is over, because
     * the client may poll again.
     */
    private void releasePolls() {
        if (!over) {
            session.releasePoll();
            server.later(this::releasePolls, RELEASE_MILLIS);
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
    public ByteReservation reservation() {
        return session.reservation();
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

    /** Ends the WebSocket; the session keeps polling. From any thread. */
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
