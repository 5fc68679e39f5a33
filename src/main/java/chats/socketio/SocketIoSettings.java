package chats.socketio;

import chats.outbox.Limits;
import chats.socketio.engine.EngineSettings;

/**
 * The settings of Socket.IO, with the names that the official server uses. Times in milliseconds.
 *
 * @param pingInterval between two heartbeats
 * @param pingTimeout how long a client may take to answer one
 * @param connectTimeout how long a guest may take to connect to a namespace that authenticates its users
 * @param maxPayload bound in bytes for one message, for all attachments of a packet, and for the body of one request;
 *     for guests at most 16 KiB
 * @param outbox how much may wait for one client; if it is exceeded the client is too slow, and its connection ends
 * @param node prefix of the session ids of this node, by which a balancer finds the node; empty if there is only one
 *     node
 */
public record SocketIoSettings(
        long pingInterval, long pingTimeout, long connectTimeout, int maxPayload, Limits outbox, String node) {

    /** The defaults of the official server. */
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

    /** For a single node. */
    public SocketIoSettings(long pingInterval, long pingTimeout, long connectTimeout, int maxPayload, Limits outbox) {
        this(pingInterval, pingTimeout, connectTimeout, maxPayload, outbox, "");
    }

    EngineSettings engine() {
        return new EngineSettings(
                pingInterval, pingTimeout, UPGRADE_TIMEOUT, CLOSE_TIMEOUT, WRITE_TIMEOUT, maxPayload, outbox, node);
    }
}
