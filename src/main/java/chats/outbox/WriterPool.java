package chats.outbox;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * An executor for blocking writes: a few workers take the writes from one queue and run one after the other. Each
 * worker is a task of a bigger thread pool. There are few workers, because a thread for each of a thousand busy
 * connections costs far more than the writes do, and because frames that wait a little leave in one batch.
 *
 * <p>A worker whose write takes longer than {@value #STUCK_MILLIS} ms is stuck, because its peer does not read. Another
 * worker takes its place, so the peer delays the others once. The stuck worker ends after its write. The number of
 * stuck workers is bounded, so that many such peers do not take all threads of the bigger pool.
 *
 * <p>No lock: a worker owns its place in {@code workers} as long as the array refers to it.
 */
public final class WriterPool implements Executor {

    /** How long one write may take before its worker counts as stuck. */
    public static final long STUCK_MILLIS = 10;

    /**
     * After how many writes a worker yields its processor to other threads. Otherwise the threads that read frames and
     * store messages would hardly run beside busy workers. While these threads run, more frames come for the sockets
     * that are still to be written to, and leave in the same batch.
     */
    private static final int WRITES_IN_A_ROW = 16;

    private static final System.Logger LOG = System.getLogger(WriterPool.class.getName());

    private final Executor pool;
    private final ScheduledExecutorService scheduler;
    private final int mostStuck;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReferenceArray<Worker> workers;
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * @param count how many workers write at a time
     * @param mostStuck how many stuck workers there may be in addition
     */
    public WriterPool(Executor pool, ScheduledExecutorService scheduler, int count, int mostStuck) {
        this.pool = pool;
        this.scheduler = scheduler;
        this.mostStuck = mostStuck;
        this.workers = new AtomicReferenceArray<>(count);
    }

    @Override
    public void execute(Runnable write) {
        waiting.add(write);
        if (!FlushBatch.defers(this)) {
            startWorker();
        }
    }

    /** Starts a worker on another thread, if there is a free place or a stuck worker to replace. */
    void startWorker() {
        Worker worker = takePlace();
        if (worker != null) {
            start(worker);
        } else {
            watch();
        }
    }

    /** Makes this thread a worker until the queue is empty, if there is a free place or a stuck worker to replace. */
    void work() {
        Worker worker = takePlace();
        if (worker != null) {
            worker.run();
        } else {
            watch();
        }
    }

    /** @return null if all places are taken and none can be replaced */
    private Worker takePlace() {
        for (int i = 0; i < workers.length(); i++) {
            Worker present = workers.get(i);
            if (present == null || mayReplace(present)) {
                Worker worker = new Worker(i);
                if (workers.compareAndSet(i, present, worker)) {
                    if (present != null) {
                        stuck.incrementAndGet();
                    }
                    return worker;
                }
            }
        }
        return null;
    }

    private boolean mayReplace(Worker worker) {
        return worker.isStuck() && stuck.get() < mostStuck;
    }

    private void start(Worker worker) {
        try {
            pool.execute(worker);
        } catch (RejectedExecutionException shuttingDown) {
            workers.compareAndSet(worker.index, worker, null);
            throw shuttingDown;
        }
    }

    /** Checks for stuck workers a little later, because no further write may come that would notice them. */
    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::check, STUCK_MILLIS + 1, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException shuttingDown) {
                watching.set(false);
            }
        }
    }

    private void check() {
        watching.set(false);
        if (!waiting.isEmpty()) {
            if (isAnyStuck()) {
                startWorker();
            }
            watch();
        }
    }

    private boolean isAnyStuck() {
        boolean any = false;
        for (int i = 0; i < workers.length(); i++) {
            Worker worker = workers.get(i);
            any |= worker != null && worker.isStuck();
        }
        return any;
    }

    private final class Worker implements Runnable {

        private static final long IDLE = 0;

        private final int index;
        private volatile long writingSince = IDLE;

        Worker(int index) {
            this.index = index;
        }

        boolean isStuck() {
            long start = writingSince;
            return start != IDLE && System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(STUCK_MILLIS);
        }

        @Override
        public void run() {
            int writes = 0;
            do {
                for (Runnable write = waiting.poll(); write != null; write = waiting.poll()) {
                    if (!waiting.isEmpty()) {
                        watch();
                    }
                    run(write);
                    if (workers.get(index) != this) {
                        stuck.decrementAndGet();
                        return;
                    }
                    if (++writes % WRITES_IN_A_ROW == 0) {
                        Thread.yield();
                    }
                }
                if (!workers.compareAndSet(index, this, null)) {
                    // replaced after its last write: the other worker goes on
                    stuck.decrementAndGet();
                    return;
                }
            } while (!waiting.isEmpty() && workers.compareAndSet(index, null, this));
        }

        private void run(Runnable write) {
            // odd, so that no time equals IDLE
            writingSince = System.nanoTime() | 1;
            try {
                write.run();
            } catch (RuntimeException failed) {
                LOG.log(System.Logger.Level.ERROR, "A write to a socket failed unexpectedly", failed);
            } finally {
                writingSince = IDLE;
            }
        }
    }
}
