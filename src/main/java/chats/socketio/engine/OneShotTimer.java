package chats.socketio.engine;

/** A point in time that comes once, unless it is set anew or cleared before. */
final class OneShotTimer {

    private boolean isSet;
    private long due;

    synchronized void set(long nanos) {
        isSet = true;
        due = nanos;
    }

    synchronized void clear() {
        isSet = false;
    }

    /** Whether it has come; says so once. */
    synchronized boolean isDue(long now) {
        boolean hasCome = isSet && now - due >= 0;
        isSet &= !hasCome;
        return hasCome;
    }
}
