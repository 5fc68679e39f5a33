package chats.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The frames of one outbox that wait, those that are in flight, and the bytes of both. Droppable frames wait in a lane of
 * their own and count against no limit. Two lists are used in turn, so that the hot path allocates nothing. A list is created when it is first needed and dropped when it has grown beyond
 * {@value #KEPT_CAPACITY} frames, so that an idle connection stays small.
 *
 * <p>Not thread-safe: {@link Outbox} calls it under the outbox's lock.
 */
final class Backlog<F extends Frame> {

    private static final int KEPT_CAPACITY = 64;

    private ArrayList<F> waiting;
    private ArrayList<F> inFlight;
    private ArrayList<F> spare;
    private DroppableLane<F> droppable;
    private int droppableInFlight;
    private long bytes;
    private long bytesInFlight;

    boolean hasRoom(F frame, Limits limits) {
        int count = counted();
        return count == 0 || count < limits.frames() && bytes + frame.bytes() <= limits.bytes();
    }

    void add(F frame) {
        if (waiting == null) {
            waiting = takeList();
        }
        waiting.add(frame);
        bytes += frame.bytes();
    }

    /** @return whether an older one was dropped to make room */
    boolean addDroppable(Object key, F frame) {
        if (droppable == null) {
            droppable = new DroppableLane<>();
        }
        return droppable.put(key, frame);
    }

    private ArrayList<F> takeList() {
        ArrayList<F> list = spare == null ? new ArrayList<>(4) : spare;
        spare = null;
        return list;
    }

    boolean isWaiting() {
        return waiting != null || droppable != null;
    }

    boolean isInFlight() {
        return inFlight != null;
    }

    /** Without the droppable ones that wait. */
    int size() {
        return (waiting == null ? 0 : waiting.size()) + (inFlight == null ? 0 : inFlight.size());
    }

    private int counted() {
        return size() - droppableInFlight;
    }

    double fill(Limits limits) {
        return Math.max((double) counted() / limits.frames(), (double) bytes / limits.bytes());
    }

    /**
     * Puts all waiting frames in flight, and behind them some of the droppable ones.
     *
     * @return these frames; the list is valid until {@link #endBatch}
     */
    List<F> startBatch() {
        inFlight = waiting;
        bytesInFlight = bytes;
        waiting = null;
        if (droppable != null) {
            addDroppableToBatch();
        }
        return inFlight;
    }

    private void addDroppableToBatch() {
        if (inFlight == null) {
            inFlight = takeList();
        }
        droppableInFlight = droppable.moveTo(inFlight);
        if (droppable.isEmpty()) {
            droppable = null;
        }
    }

    /** The batch is written or has failed. */
    void endBatch() {
        bytes -= bytesInFlight;
        bytesInFlight = 0;
        droppableInFlight = 0;
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
        droppable = null;
    }

    void dropDroppable() {
        droppable = null;
    }

    void dropDroppable(Predicate<Object> keys) {
        if (droppable != null) {
            droppable.remove(keys);
            if (droppable.isEmpty()) {
                droppable = null;
            }
        }
    }
}
