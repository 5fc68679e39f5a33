package chats.transports;

import chats.live.Closing;
import chats.socketio.engine.ByteReservation;
import java.util.function.Supplier;

/**
 * Bounds what the container keeps of one unfinished message: {@value MessageSize#MAX_BYTES} bytes of payload, {@value #MAX_FRAGMENTS} fragments,
 * {@value #MAX_READS} reads. Reads are bounded too, since the container takes a new buffer of 8 KiB for each of them, even for one byte. What has more
 * than {@value #FREE_READS} reads behind it needs room in the budget of its user. Frames that are no messages are bounded by {@link FrameFloodGuard}.
 *
 * <p>It has to look after each frame and is used by one thread at a time, except for {@link #close}.
 */
final class MessageBound implements AutoCloseable {
    static final int MAX_FRAGMENTS = 1_024;
    static final int MAX_READS = 1_280;
    static final int FREE_READS = 2;
    static final int BYTES_OF_A_READ = 8 * 1024;

    private final Supplier<ByteReservation> rooms;
    private final FrameFloodGuard flood = new FrameFloodGuard(System::nanoTime);
    private ByteReservation room;
    private boolean closed;
    private int counted;
    private long payload;
    private int reads;

    MessageBound(Supplier<ByteReservation> rooms) {
        this.rooms = rooms;
    }

    /** Something more is read. */
    void read() {
        reads++;
    }

    /** A message of so many characters was complete. */
    void message(int characters) {
        flood.message(characters);
    }

    /**
     * To be asked after each frame.
     *
     * @return why the socket is to end; null while everything is within the bound
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
        return hasRoom() ? null : Closing.NO_ROOM;
    }

    /** Also if a frame has a negative length. */
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

    private boolean hasRoom() {
        if (reads <= FREE_READS && room == null) {
            return true;
        }
        synchronized (this) {
            if (reads <= FREE_READS) {
                giveBack();
                return true;
            }
            if (closed) {
                return false;
            }
            if (room == null) {
                room = rooms.get();
            }
            return room.fits((long) reads * BYTES_OF_A_READ);
        }
    }

    /** Gives the room back; to be called when the socket has closed. From any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        giveBack();
    }

    private void giveBack() {
        if (room != null) {
            room.close();
            room = null;
        }
    }
}
