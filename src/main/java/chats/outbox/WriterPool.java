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
 * An executor for blocking writes: a few lanes, each a task of a big pool that does one write after the other. Few,
 * since a thread for each of a thousand busy connections costs far more than the writes do, and keeps frames from
 * meeting in one batch. A lane whose write hangs is left to its fate and another takes its place, so that a peer that
 * does not read delays the others by {@link #STUCK_MILLIS} once; up to a bound, so that many such peers do not take the
 * whole pool.
 */
public final class WriterPool implements Executor {

    /** How long one write may take before its lane is given up. */
    public static final long STUCK_MILLIS = 10;

    /**
     * After how many writes a lane lets other threads have its processor, if any wait for one. Those who read, store
     * and receive would find no place beside lanes that never rest, while what they do brings further frames for the
     * sockets whose turn has yet to come: those leave together then.
     */
    private static final int WRITES_IN_A_ROW = 16;

    private static final System.Logger LOG = System.getLogger(WriterPool.class.getName());

    private final Executor pool;
    private final ScheduledExecutorService scheduler;
    private final int mostStuck;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReferenceArray<Lane> lanes;
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * @param count how many lanes
     * @param mostStuck how many threads of the pool, beyond these, may hang in writes
     */
    public WriterPool(Executor pool, ScheduledExecutorService scheduler, int count, int mostStuck) {
        this.pool = pool;
        this.scheduler = scheduler;
        this.mostStuck = mostStuck;
        this.lanes = new AtomicReferenceArray<>(count);
    }

    @Override
    public void execute(Runnable write) {
        waiting.add(write);
        if (!FlushBatch.holds(this)) {
            open();
        }
    }

    /** Lets another lane go, if there is one to be had. */
    void open() {
        Lane lane = take();
        if (lane != null) {
            start(lane);
        } else {
            watch();
        }
    }

    /** Makes this thread a lane, if there is one to be had, until nothing waits. */
    void help() {
        Lane lane = take();
        if (lane != null) {
            lane.run();
        } else {
            watch();
        }
    }

    /** @return null if all lanes are taken and move */
    private Lane take() {
        for (int i = 0; i < lanes.length(); i++) {
            Lane present = lanes.get(i);
            if (present == null || mayReplace(present)) {
                Lane lane = new Lane(i);
                if (lanes.compareAndSet(i, present, lane)) {
                    if (present != null) {
                        stuck.incrementAndGet();
                    }
                    return lane;
                }
            }
        }
        return null;
    }

    private boolean mayReplace(Lane lane) {
        return lane.isStuck() && stuck.get() < mostStuck;
    }

    private void start(Lane lane) {
        try {
            pool.execute(lane);
        } catch (RejectedExecutionException shuttingDown) {
            lanes.compareAndSet(lane.index, lane, null);
            throw shuttingDown;
        }
    }

    /** Looks again after a while: no other write may come to find out that the lanes are stuck. */
    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::look, STUCK_MILLIS + 1, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException shuttingDown) {
                watching.set(false);
            }
        }
    }

    private void look() {
        watching.set(false);
        if (!waiting.isEmpty()) {
            if (isAnyStuck()) {
                open();
            }
            watch();
        }
    }

    private boolean isAnyStuck() {
        boolean any = false;
        for (int i = 0; i < lanes.length(); i++) {
            Lane lane = lanes.get(i);
            any |= lane != null && lane.isStuck();
        }
        return any;
    }

    private final class Lane implements Runnable {

        private static final long IDLE = 0;

        private final int index;
        private volatile long since = IDLE;

        Lane(int index) {
            this.index = index;
        }

        boolean isStuck() {
            long start = since;
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
                    if (lanes.get(index) != this) {
                        stuck.decrementAndGet();
                        return;
                    }
                    if (++writes % WRITES_IN_A_ROW == 0) {
                        Thread.yield();
                    }
                }
                if (!lanes.compareAndSet(index, this, null)) {
                    // given up just now, between two writes: the other lane goes on
                    stuck.decrementAndGet();
                    return;
                }
            } while (!waiting.isEmpty() && lanes.compareAndSet(index, null, this));
        }

        private void run(Runnable write) {
            // odd, so that no time reads as idle
            since = System.nanoTime() | 1;
            try {
                write.run();
            } catch (RuntimeException failed) {
                LOG.log(System.Logger.Level.ERROR, "a write failed in a way that its owner did not expect", failed);
            } finally {
                since = IDLE;
            }
        }
    }
}
