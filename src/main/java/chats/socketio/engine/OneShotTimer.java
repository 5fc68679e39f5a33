package chats.socketio.engine;

/** A time that becomes due once, unless it is set again or cleared before. Thread-safe. */
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

    /** Whether the time has come; true once only. */
    synchronized boolean isDue(long now) {
        boolean hasCome = isSet && now - due >= 0;
        isSet &= !hasCome;
        return hasCome;
    }
}
