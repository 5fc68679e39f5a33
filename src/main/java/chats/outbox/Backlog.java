package chats.outbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames that wait and those in flight, with their bytes. Two lists change places, so that the hot path allocates
 * nothing; they are made when first needed and given up after a rush, so that an idle connection stays small.
 *
 * <p>Not safe for threads by itself: the outbox calls it under its lock.
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

    /** All that waits is in flight from now on; the list is good until {@link #landed}. */
    List<F> takeOff() {
        inFlight = waiting;
        bytesInFlight = bytes;
        waiting = null;
        return inFlight;
    }

    void landed() {
        bytes -= bytesInFlight;
        bytesInFlight = 0;
        if (inFlight.size() <= KEPT_CAPACITY) {
            inFlight.clear();
            spare = inFlight;
        }
        inFlight = null;
    }

    /** Forgets what waits; what is in flight still lands. */
    void dropWaiting() {
        bytes = bytesInFlight;
        waiting = null;
    }
}
