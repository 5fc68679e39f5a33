package chats.transports;

import chats.live.Closing;
import chats.socketio.engine.ByteReservation;
import java.util.function.Supplier;

/**
 * Bounds what the container keeps of one unfinished message of a plain WebSocket: {@value MessageSize#MAX_BYTES} bytes
 * of payload, {@value #MAX_FRAGMENTS} fragments, {@value #MAX_READS} reads. Reads are bounded, because the container
 * takes a new buffer of 8 KiB for each read, even for one byte. If a message takes more than {@value #FREE_READS}
 * reads, its buffers are reserved in the byte budget of the user. Frames that are no messages are bounded by
 * {@link FrameFloodGuard}.
 *
 * <p>{@link #violation} must be called after each frame. For the thread that reads, except {@link #close}.
 *
 * <p>Lock: this object guards the reservation and {@code closed}. The lock of the reservation is taken inside it.
 */
final class MessageBound implements AutoCloseable {
    static final int MAX_FRAGMENTS = 1_024;
    static final int MAX_READS = 1_280;
    static final int FREE_READS = 2;
    static final int BYTES_OF_A_READ = 8 * 1024;

    private final Supplier<ByteReservation> reservations;
    private final FrameFloodGuard flood = new FrameFloodGuard(System::nanoTime);
    private ByteReservation reservation;
    private boolean closed;
    private int counted;
    private long payload;
    private int reads;

    MessageBound(Supplier<ByteReservation> reservations) {
        this.reservations = reservations;
    }

    /** The container starts a read. */
    void read() {
        reads++;
    }

    /** A message of so many characters is complete. */
    void message(int characters) {
        flood.message(characters);
    }

    /**
     * To be called after each frame.
     *
     * @return why the socket must end; null while the message is within the bounds
     */
    Closing violation(UnfinishedMessage message) {
        if (flood.isTooMuch()) {
            return Closing.FLOODING;
        }
        int fragments = message.fragments();
        if (fragments < counted || fragments == 0) {
            counted = 0;
            payload = 0;
        }
        if (fragments == 0 && !message.hasBegun()) {
            reads = 0;
        }
        if (fragments > MAX_FRAGMENTS || reads > MAX_READS || isTooLong(message, fragments)) {
            return Closing.TOO_BIG;
        }
        return reserve() ? null : Closing.NO_ROOM;
    }

    /** True also if a frame has a negative length. */
    private boolean isTooLong(UnfinishedMessage message, int fragments) {
        for (; counted < fragments; counted++) {
            long bytes = message.payload(counted);
            if (bytes < 0) {
                return true;
            }
            payload += Math.min(bytes, MessageSize.MAX_BYTES + 1L);
        }
        long begun = message.payloadBegun();
        return begun < 0 || begun > MessageSize.MAX_BYTES - payload;
    }

    private boolean reserve() {
        if (reads <= FREE_READS && reservation == null) {
            return true;
        }
        synchronized (this) {
            if (reads <= FREE_READS) {
                release();
                return true;
            }
            if (closed) {
                return false;
            }
            if (reservation == null) {
                reservation = reservations.get();
            }
            return reservation.extendTo((long) reads * BYTES_OF_A_READ);
        }
    }

    /** Gives the reserved bytes back. To be called when the socket has closed; from any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        release();
    }

    private void release() {
        if (reservation != null) {
            reservation.close();
            reservation = null;
        }
    }
}
