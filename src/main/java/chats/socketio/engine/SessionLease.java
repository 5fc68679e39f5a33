package chats.socketio.engine;

import java.util.Optional;

/**
 * What a session takes of its server, from the handshake to its end: as a guest until a namespace that knows its users has let it in, as its
 * owner's from then on. Safe for all threads; nothing here may block.
 */
public interface SessionLease extends AutoCloseable {

    /** Of a server that sets no bound. */
    SessionLease ENDLESS = new SessionLease() {
        @Override
        public void accepted(Optional<Object> owner) {}

        @Override
        public boolean left() {
            return true;
        }

        @Override
        public ByteReservation room() {
            return ByteReservation.ENDLESS;
        }

        @Override
        public void close() {}
    };

    /**
     * A namespace that knows its users has let the session in.
     *
     * @param owner who has claimed it, see {@link EngineSession#claim}
     */
    void accepted(Optional<Object> owner);

    /**
     * The session is in no such namespace any more.
     *
     * @return false if there is no room for sessions that are in none; then it is to end
     */
    boolean left();

    /** Room for one more message that is under way, none of which is taken yet. */
    ByteReservation room();

    /** The session is over. */
    @Override
    void close();
}
