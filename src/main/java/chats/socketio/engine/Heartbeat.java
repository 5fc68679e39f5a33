package chats.socketio.engine;

/**
 * When one session is to be pinged and when it is given up. Counts from when a ping was due rather than from when the
 * clock came round to it, so that a coarse clock does not make a session live longer; but never holds a late ping
 * against the client. Times in nanoseconds of {@link System#nanoTime}.
 */
final class Heartbeat {

    enum Beat {
        NOTHING,
        PING,
        TIMEOUT
    }

    /** How late a ping may leave before the client is given the time that it lost. */
    private static final long PUNCTUAL = 1_000_000_000L;

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
        due = (now - due > Math.min(PUNCTUAL, timeout) ? now : due) + timeout;
        return Beat.PING;
    }

    /** Whether the time for a pong is up, asked between two checks. */
    synchronized boolean isOver(long now) {
        return waitsForPong && now - due >= 0;
    }

    synchronized void pong(long now) {
        waitsForPong = false;
        due = now + interval;
    }

    /** Any other packet shows that the client lives: once a ping, its pong may take longer. */
    synchronized void packet(long now) {
        if (waitsForPong && !extended) {
            extended = true;
            due = now + timeout;
        }
    }
}
