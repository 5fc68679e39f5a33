package chats.socketio;

import chats.outbox.Limits;
import chats.socketio.engine.EngineSettings;

/**
 * Socket.IO's own settings, by its own names; times in milliseconds.
 *
 * @param pingInterval between two heartbeats
 * @param pingTimeout how long a client may take to answer one
 * @param connectTimeout how long a client may take to connect to a namespace that knows its users
 * @param maxPayload bytes of one message, all its attachments together, or one request's body; of clients that no namespace knows 16 KiB
 * @param outbox what may wait for one client; beyond it the client is too slow and its connection ends
 * @param node begins the ids of this server's sessions, where others stand beside it, so that a balancer can tell them; else empty
 */
public record SocketIoSettings(
        long pingInterval, long pingTimeout, long connectTimeout, int maxPayload, Limits outbox, String node) {

    /** The official server's. */
    public static final SocketIoSettings DEFAULTS =
            new SocketIoSettings(25_000, 20_000, 45_000, 1_000_000, new Limits(4096, 4 << 20));

    private static final long UPGRADE_TIMEOUT = 10_000;
    private static final long CLOSE_TIMEOUT = 2_000;
    private static final long WRITE_TIMEOUT = 2_000;

    public SocketIoSettings {
        if (connectTimeout < 1) {
            throw new IllegalArgumentException("connectTimeout must be positive");
        }
    }

    /** For a server that stands alone. */
    public SocketIoSettings(long pingInterval, long pingTimeout, long connectTimeout, int maxPayload, Limits outbox) {
        this(pingInterval, pingTimeout, connectTimeout, maxPayload, outbox, "");
    }

    EngineSettings engine() {
        return new EngineSettings(
                pingInterval, pingTimeout, UPGRADE_TIMEOUT, CLOSE_TIMEOUT, WRITE_TIMEOUT, maxPayload, outbox, node);
    }
}
