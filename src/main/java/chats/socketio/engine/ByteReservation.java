package chats.socketio.engine;

/**
 * Reserved memory for one message, or one request's body, that is still arriving. For one thread at a time, except
 * {@link #close}.
 */
public interface ByteReservation extends AutoCloseable {

    /** Without a bound. */
    ByteReservation UNBOUNDED = new ByteReservation() {
        @Override
        public boolean extendTo(long bytes) {
            return true;
        }

        @Override
        public void close() {}
    };

    /**
     * Extends the reservation.
     *
     * @param bytes the total, with what is reserved already
     * @return false if there is not enough memory left, or if the reservation is closed; the connection must end then
     */
    boolean extendTo(long bytes);

    /** Gives everything back, for good. Further calls do nothing. */
    @Override
    void close();
}
