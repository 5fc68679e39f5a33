package chats.socketio;

import chats.outbox.Limits;
import chats.socketio.engine.EngineSettings;
import java.util.Set;

/**
 * Socket.IO's own settings, by its own names; times in milliseconds.
 *
 * @param pingInterval between two heartbeats
 * @param pingTimeout how long a client may take to answer one
 * @param connectTimeout how long a client may take to connect to a first namespace
 * @param maxPayload bytes of one message, or of one request's body
 * @param outbox what may wait for one client; beyond it the client is too slow and its connection ends
 * @param keptHeaders headers of the handshake that namespaces want to see
 * @param node begins the ids of this server's sessions, where others stand beside it, so that a balancer can tell them; else empty
 */
public record SocketIoSettings(
        long pingInterval,
        long pingTimeout,
        long connectTimeout,
        int maxPayload,
        Limits outbox,
        Set<String> keptHeaders,
        String node) {

    /** The official server's. */
    public static final SocketIoSettings DEFAULTS = new SocketIoSettings(
            25_000, 20_000, 45_000, 1_000_000, new Limits(4096, 4 << 20), Set.of("Authorization", "Origin"));

    private static final long UPGRADE_TIMEOUT = 10_000;
    private static final long CLOSE_TIMEOUT = 2_000;
    private static final long WRITE_TIMEOUT = 2_000;

    public SocketIoSettings {
        if (connectTimeout < 1) {
            throw new IllegalArgumentException("connectTimeout must be positive");
        }
        keptHeaders = Set.copyOf(keptHeaders);
    }

    /** For a server that stands alone. */
    public SocketIoSettings(
            long pingInterval,
            long pingTimeout,
            long connectTimeout,
            int maxPayload,
            Limits outbox,
            Set<String> keptHeaders) {
        this(pingInterval, pingTimeout, connectTimeout, maxPayload, outbox, keptHeaders, "");
    }

    EngineSettings engine() {
        return new EngineSettings(
                pingInterval, pingTimeout, UPGRADE_TIMEOUT, CLOSE_TIMEOUT, WRITE_TIMEOUT, maxPayload, outbox, node);
    }
}
