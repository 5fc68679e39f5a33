package chats.socketio.engine;

import java.util.Optional;

/**
 * What a session takes from the server's budgets, from its handshake to its end: as a guest at first, and from the
 * budgets of its owner once a namespace that authenticates its users has accepted it. Implementations must be
 * thread-safe and must not block.
 */
public interface SessionLease extends AutoCloseable {

    /** Without a bound. */
    SessionLease UNBOUNDED = new SessionLease() {
        @Override
        public void accepted(Optional<Object> owner) {}

        @Override
        public boolean left() {
            return true;
        }

        @Override
        public ByteReservation reservation() {
            return ByteReservation.UNBOUNDED;
        }

        @Override
        public void close() {}
    };

    /**
     * A namespace that authenticates its users has accepted the session.
     *
     * @param owner the user to whom the session is bound, see {@link EngineSession#claim}
     */
    void accepted(Optional<Object> owner);

    /**
     * The session is in no such namespace any more.
     *
     * @return false if there are too many sessions without a namespace; this one must end then
     */
    boolean left();

    /** A reservation for another message that is still arriving; nothing is reserved in it yet. */
    ByteReservation reservation();

    /** The session is over. */
    @Override
    void close();
}
