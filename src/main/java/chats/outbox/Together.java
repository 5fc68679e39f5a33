package chats.outbox;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Lets what one thread offers to many outboxes leave together, without a hand-over for each: from {@link #begin} on, writes that
 * this thread gives to {@link Lanes} wait. At the end the thread becomes a lane itself, and calls another one if there is much to
 * write. If there is very much, lanes take it up earlier.
 */
public final class Together implements AutoCloseable {
    /** Writes that take about as long as to wake up another thread. */
    private static final int FEW = 16;

    /** Writes that take about as long as may be added to the time a frame waits. */
    private static final int MOST = 128;

    private static final ThreadLocal<Together> CURRENT = new ThreadLocal<>();

    private final Map<Lanes, Integer> held = new IdentityHashMap<>(1);

    private Together() {}

    /** Until {@link #close}, on this thread. */
    public static Together begin() {
        Together together = new Together();
        CURRENT.set(together);
        return together;
    }

    /** Whether a write that was just given to the lanes may wait for the end. */
    static boolean holds(Lanes lanes) {
        Together together = CURRENT.get();
        return together != null && together.held.merge(lanes, 1, Integer::sum) <= MOST;
    }

    /** What this thread has waiting leaves now, by other threads, since this one has something to do that may take long. */
    public static void leave() {
        Together together = CURRENT.get();
        if (together != null) {
            together.held.keySet().forEach(Lanes::open);
            together.callForMore();
            together.held.clear();
        }
    }

    /** What waits leaves now, by this thread too: it may be held up by a peer that does not read, see {@link Lanes}. */
    @Override
    public void close() {
        CURRENT.remove();
        callForMore();
        held.keySet().forEach(Lanes::help);
    }

    private void callForMore() {
        held.forEach((lanes, writes) -> {
            if (writes > FEW) {
                lanes.open();
            }
        });
    }
}
