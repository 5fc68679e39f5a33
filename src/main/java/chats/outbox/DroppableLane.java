package chats.outbox;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The droppable frames of one outbox that wait, each under a key. A newer frame takes the place of the one with its key.
 * The lane is created for the first frame and dropped with the last one, so that an idle connection has none.
 *
 * <p>Not thread-safe: {@link Outbox} calls it under the outbox's lock.
 */
final class DroppableLane<F extends Frame> {
    /** How many may wait. A socket may watch 500 users, and all of them may come or go at once. */
    static final int MOST = 1_000;

    /** How many leave in one batch. A message that comes meanwhile waits for these alone. */
    static final int MOST_IN_A_BATCH = 32;

    private final Map<Object, F> waiting = new LinkedHashMap<>(4);

    /** @return whether the oldest frame was dropped, because too many wait */
    boolean put(Object key, F frame) {
        waiting.put(key, frame);
        if (waiting.size() <= MOST) {
            return false;
        }
        waiting.remove(waiting.keySet().iterator().next());
        return true;
    }

    void remove(Predicate<Object> keys) {
        waiting.keySet().removeIf(keys);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Moves the oldest frames to the end of the batch.
     *
     * @return how many
     */
    int moveTo(List<F> batch) {
        int moved = 0;
        Iterator<F> oldest = waiting.values().iterator();
        while (moved < MOST_IN_A_BATCH && oldest.hasNext()) {
            batch.add(oldest.next());
            oldest.remove();
            moved++;
        }
        return moved;
    }
}
