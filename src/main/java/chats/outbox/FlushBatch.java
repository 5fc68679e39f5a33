package chats.outbox;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Lets what one thread offers to many outboxes leave together, without a hand-over for each: from {@link #begin} on, writes that
 * this thread gives to {@link WriterPool} wait. At the end the thread becomes a lane itself, and calls another one if there is much to
 * write. If there is very much, lanes take it up earlier.
 */
public final class FlushBatch implements AutoCloseable {
    /** Writes that take about as long as to wake up another thread. */
    private static final int FEW = 16;

    /** Writes that take about as long as may be added to the time a frame waits. */
    private static final int MOST = 128;

    private static final ThreadLocal<FlushBatch> CURRENT = new ThreadLocal<>();

    private final Map<WriterPool, Integer> held = new IdentityHashMap<>(1);

    private FlushBatch() {}

    /** Until {@link #close}, on this thread. */
    public static FlushBatch begin() {
        FlushBatch batch = new FlushBatch();
        CURRENT.set(batch);
        return batch;
    }

    /** Whether a write that was just given to the lanes may wait for the end. */
    static boolean holds(WriterPool lanes) {
        FlushBatch batch = CURRENT.get();
        return batch != null && batch.held.merge(lanes, 1, Integer::sum) <= MOST;
    }

    /** What this thread has waiting leaves now, by other threads, since this one has something to do that may take long. */
    public static void leave() {
        FlushBatch batch = CURRENT.get();
        if (batch != null) {
            batch.held.keySet().forEach(WriterPool::open);
            batch.callForMore();
            batch.held.clear();
        }
    }

    /** What waits leaves now, by this thread too: it may be held up by a peer that does not read, see {@link WriterPool}. */
    @Override
    public void close() {
        CURRENT.remove();
        callForMore();
        held.keySet().forEach(WriterPool::help);
    }

    private void callForMore() {
        held.forEach((lanes, writes) -> {
            if (writes > FEW) {
                lanes.open();
            }
        });
    }
}
