package chats.socketio.engine;

import chats.outbox.Limits;

/**
 * What an {@link EngineServer} may be told; times in milliseconds.
 *
 * @param pingInterval from the last pong to the next ping
 * @param pingTimeout how long a pong may take
 * @param upgradeTimeout from the WebSocket of an upgrade to its completion
 * @param closeTimeout how long a close frame waits for its answer
 * @param writeTimeout how long what waits together may take to leave; the container bounds a single write
 * @param maxPayload bytes of one message, or of one request's body
 * @param outbox what may wait for one session
 * @param node marks the sessions of this server, where others stand beside it; else empty
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

    private static final int MOST_OF_A_GUEST = 16 * 1024;

    public EngineSettings {
        if (pingInterval < 1 || pingTimeout < 1 || upgradeTimeout < 1 || closeTimeout < 1 || writeTimeout < 1) {
            throw new IllegalArgumentException("times must be positive");
        }
        if (maxPayload < 1) {
            throw new IllegalArgumentException("maxPayload must be positive");
        }
    }

    /** Bytes of one message, or of one request's body, as long as no namespace has accepted the session. */
    public int guestPayload() {
        return Math.min(MOST_OF_A_GUEST, maxPayload);
    }

    /** For a server that stands alone. */
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
