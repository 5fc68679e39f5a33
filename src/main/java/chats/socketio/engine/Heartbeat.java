package chats.socketio.engine;

/**
 * Decides when a session is pinged and when it times out. The timer checks sessions only now and then, so all times are
 * counted from when a ping was due, not from the check that sent it: otherwise a coarse timer would let dead sessions
 * live longer. If a ping was sent very late, the client still gets the whole timeout. Times in nanoseconds of
 * {@link System#nanoTime}. Thread-safe; no other lock is taken inside this object's.
 */
final class Heartbeat {

    enum Beat {
        NOTHING,
        PING,
        TIMEOUT
    }

    /** If a ping is later than this, the timeout counts from when it was sent. */
    private static final long MAX_DELAY = 1_000_000_000L;

    private final long interval;
    private final long timeout;
    private long due;
    private boolean waitsForPong;
    private boolean extended;

    Heartbeat(long interval, long timeout, long now) {
        this.interval = interval;
        this.timeout = timeout;
        this.due = now + interval;
    }

    synchronized Beat check(long now) {
        if (now - due < 0) {
            return Beat.NOTHING;
        }
        if (waitsForPong) {
            return Beat.TIMEOUT;
        }
        waitsForPong = true;
        extended = false;
        due = (now - due > Math.min(MAX_DELAY, timeout) ? now : due) + timeout;
        return Beat.PING;
    }

    /** Whether the timeout has passed. May be called between two checks. */
    synchronized boolean isOver(long now) {
        return waitsForPong && now - due >= 0;
    }

    synchronized void pong(long now) {
        waitsForPong = false;
        due = now + interval;
    }

    /** The client has sent another packet, so it is alive. Extends the timeout, once per ping. */
    synchronized void packet(long now) {
        if (waitsForPong && !extended) {
            extended = true;
            due = now + timeout;
        }
    }
}
