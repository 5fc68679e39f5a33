package chats.outbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames of one outbox that wait, those that are in flight, and the bytes of both. Two lists are used in turn, so
 * that the hot path allocates nothing. A list is created when it is first needed and dropped when it has grown beyond
 * {@value #KEPT_CAPACITY} frames, so that an idle connection stays small.
 *
 * <p>Not thread-safe: {@link Outbox} calls it under the outbox's lock.
 */
final class Backlog<F extends Frame> {

    private static final int KEPT_CAPACITY = 64;

    private ArrayList<F> waiting;
    private ArrayList<F> inFlight;
    private ArrayList<F> spare;
    private long bytes;
    private long bytesInFlight;

    boolean hasRoom(F frame, Limits limits) {
        int count = size();
        return count == 0 || count < limits.frames() && bytes + frame.bytes() <= limits.bytes();
    }

    void add(F frame) {
        if (waiting == null) {
            waiting = spare == null ? new ArrayList<>(4) : spare;
            spare = null;
        }
        waiting.add(frame);
        bytes += frame.bytes();
    }

    boolean isWaiting() {
        return waiting != null;
    }

    boolean isInFlight() {
        return inFlight != null;
    }

    int size() {
        return (waiting == null ? 0 : waiting.size()) + (inFlight == null ? 0 : inFlight.size());
    }

    double fill(Limits limits) {
        return Math.max((double) size() / limits.frames(), (double) bytes / limits.bytes());
    }

    /**
     * Puts all waiting frames in flight.
     *
     * @return these frames; the list is valid until {@link #endBatch}
     */
    List<F> startBatch() {
        inFlight = waiting;
        bytesInFlight = bytes;
        waiting = null;
        return inFlight;
    }

    /** The batch is written or has failed. */
    void endBatch() {
        bytes -= bytesInFlight;
        bytesInFlight = 0;
        if (inFlight.size() <= KEPT_CAPACITY) {
            inFlight.clear();
            spare = inFlight;
        }
        inFlight = null;
    }

    /** Drops the waiting frames. The batch in flight stays until {@link #endBatch}. */
    void dropWaiting() {
        bytes = bytesInFlight;
        waiting = null;
    }
}
