package chats.socketio.engine;

import chats.outbox.Limits;

/**
 * The settings of an {@link EngineServer}. Times in milliseconds.
 *
 * @param pingInterval from the last pong to the next ping
 * @param pingTimeout how long a pong may take
 * @param upgradeTimeout how long an upgrade may take after its WebSocket is open
 * @param closeTimeout how long the server waits for the answer to its close frame
 * @param writeTimeout how long writing one batch of packets may take; the container bounds a single write
 * @param maxPayload bound in bytes for one message, and for the body of one request
 * @param outbox how much may wait for one session
 * @param node prefix of the session ids of this node; empty if there is only one node
 */
public record EngineSettings(
        long pingInterval,
        long pingTimeout,
        long upgradeTimeout,
        long closeTimeout,
        long writeTimeout,
        int maxPayload,
        Limits outbox,
        String node) {

    private static final int MAX_GUEST_PAYLOAD = 16 * 1024;

    public EngineSettings {
        if (pingInterval < 1 || pingTimeout < 1 || upgradeTimeout < 1 || closeTimeout < 1 || writeTimeout < 1) {
            throw new IllegalArgumentException("times must be positive");
        }
        if (maxPayload < 1) {
            throw new IllegalArgumentException("maxPayload must be positive");
        }
    }

    /** The same bound as {@code maxPayload}, for guests. */
    public int guestPayload() {
        return Math.min(MAX_GUEST_PAYLOAD, maxPayload);
    }

    /** For a single node. */
    public EngineSettings(
            long pingInterval,
            long pingTimeout,
            long upgradeTimeout,
            long closeTimeout,
            long writeTimeout,
            int maxPayload,
            Limits outbox) {
        this(pingInterval, pingTimeout, upgradeTimeout, closeTimeout, writeTimeout, maxPayload, outbox, "");
    }
}
