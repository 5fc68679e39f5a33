package chats.outbox;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Collects the writes that one thread causes when it offers frames to many outboxes, so that it need not wake another
 * thread for each of them. Between {@link #begin} and {@link #close}, the writes that this thread gives to a
 * {@link WriterPool} stay in the pool's queue. {@link #close} then writes those of one pool on this thread, with the help of a
 * worker of the pool if there are more than {@value #FEW}, and starts workers of the other pools. Beyond {@value #MOST}
 * writes, workers start before the end.
 */
public final class FlushBatch implements AutoCloseable {
    /** So many writes take about as long as waking up another thread. */
    private static final int FEW = 16;

    /** So many writes take about as long as a frame may wait in addition. */
    private static final int MOST = 128;

    private static final ThreadLocal<FlushBatch> CURRENT = new ThreadLocal<>();

    private final Map<WriterPool, Integer> deferred = new IdentityHashMap<>(1);

    private FlushBatch() {}

    /** Starts a batch of this thread. The thread must call {@link #close}. */
    public static FlushBatch begin() {
        FlushBatch batch = new FlushBatch();
        CURRENT.set(batch);
        return batch;
    }

    /**
     * Counts a write that this thread has just put into the pool's queue; true if the write may wait until
     * {@link #close}.
     */
    static boolean defers(WriterPool pool) {
        FlushBatch batch = CURRENT.get();
        return batch != null && batch.deferred.merge(pool, 1, Integer::sum) <= MOST;
    }

    /**
     * Lets workers of the pool write what this thread has deferred so far. To be called before the thread does
     * something that may take long. Does nothing if the thread has no batch.
     */
    public static void leave() {
        FlushBatch batch = CURRENT.get();
        if (batch != null) {
            batch.deferred.keySet().forEach(WriterPool::startWorker);
            batch.startSecondWorkers();
            batch.deferred.clear();
        }
    }

    /**
     * Writes on this thread what was deferred for one pool, and lets workers of the others write theirs: a peer that does
     * not read may hold this thread up, see {@link WriterPool}, and another pool would not notice.
     */
    @Override
    public void close() {
        CURRENT.remove();
        startSecondWorkers();
        try {
            deferred.keySet().stream().skip(1).forEach(WriterPool::startWorker);
        } finally {
            deferred.keySet().stream().limit(1).forEach(WriterPool::work);
        }
    }

    private void startSecondWorkers() {
        deferred.forEach((pool, writes) -> {
            if (writes > FEW) {
                pool.startWorker();
            }
        });
    }
}
