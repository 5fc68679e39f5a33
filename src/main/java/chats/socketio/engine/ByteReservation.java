package chats.socketio.engine;

/**
 * Room for the bytes of one message, or of one request's body, that wait until it is complete. For one thread at a time, except for
 * {@link #close}.
 */
public interface ByteReservation extends AutoCloseable {

    /** Of a server that sets no bound. */
    ByteReservation ENDLESS = new ByteReservation() {
        @Override
        public boolean fits(long bytes) {
            return true;
        }

        @Override
        public void close() {}
    };

    /**
     * Makes it room for so many bytes, all in all.
     *
     * @return false if there is none; then the connection is to end
     */
    boolean fits(long bytes);

    /** Gives the room back, and has none any more. Further calls do nothing. */
    @Override
    void close();
}
