package chats.outbox;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * The bounded queue of frames for one connection. Any thread may offer frames; one thread at a time writes them. When a
 * frame finds the outbox idle, the executor gets a task; each batch takes all frames that wait.
 *
 * <p>Droppable frames ({@link #offerDroppable}) have a lane of their own. They never leave before a frame that waits, count
 * against no limit, and are dropped if too many of them wait. Without any, nothing is allocated for them.
 *
 * <p>Life cycle: the outbox is open until {@link #close} or {@link #finish}, or until the connection fails or overflows
 * (see {@link OutboxListener}). Meanwhile writing can be paused ({@link #hold}) and the wire can be replaced
 * ({@link #rewire}).
 *
 * <p>Lock: {@code lock} guards all state. No other lock is taken inside it: the wire, the executor and the listener are
 * called after it is released.
 */
public final class Outbox<F extends Frame> {

    private enum Writer {
        IDLE,
        /** A task has been given to the executor, or a thread is about to take the next batch. */
        SCHEDULED,
        /** {@link Wire#send} has been called and has not returned. */
        CALLING,
        /** {@link Wire#send} has not returned, but the wire has reported the batch as sent. */
        SENT_WHILE_CALLING,
        /** {@link Wire#send} has returned; the wire will report later. */
        AWAITING
    }

    private final Object lock = new Object();
    private final Backlog<F> backlog = new Backlog<>();
    private final Limits limits;
    private final Executor executor;
    private final OutboxListener owner;
    private final Runnable task = this::write;
    private final Wire.Completion completion = new Report();

    private Wire<F> wire;
    private Writer writer = Writer.IDLE;
    private boolean held;
    private boolean finishing;
    private boolean closed;

    /** @param executor runs the writes; {@code Runnable::run} is enough if the wire never blocks */
    public Outbox(Limits limits, Wire<F> wire, Executor executor, OutboxListener owner) {
        this.limits = limits;
        this.wire = wire;
        this.executor = executor;
        this.owner = owner;
    }

    /**
     * Adds a frame to the queue. Never blocks.
     *
     * @return false if the outbox is closed, finished or overflowed, or overflows now
     */
    public boolean offer(F frame) {
        boolean start;
        synchronized (lock) {
            if (closed || finishing) {
                return false;
            }
            if (!backlog.hasRoom(frame, limits)) {
                shut();
                start = false;
            } else {
                backlog.add(frame);
                start = schedule();
                if (!start) {
                    return true;
                }
            }
        }
        return start ? submit() : reportOverflow();
    }

    /**
     * Adds a frame that a slow peer may lose. It leaves behind all frames that wait. Never blocks, and never overflows the
     * outbox. One that is closed or finished ignores it.
     *
     * @param key a newer frame with an equal key takes the place of the one that waits
     * @return whether an older droppable frame was dropped, because too many wait
     */
    public boolean offerDroppable(Object key, F frame) {
        boolean dropped;
        boolean start;
        synchronized (lock) {
            if (closed || finishing) {
                return false;
            }
            dropped = backlog.addDroppable(key, frame);
            start = schedule();
        }
        if (start) {
            submit();
        }
        return dropped;
    }

    /** Drops the droppable frames with these keys that wait. */
    public void dropDroppable(Predicate<Object> keys) {
        synchronized (lock) {
            backlog.dropDroppable(keys);
        }
    }

    /** Adds a last frame, whatever the limits. The outbox takes no frame after it, and drops the droppable ones that wait. */
    public void finish(F last) {
        boolean start;
        synchronized (lock) {
            if (closed || finishing) {
                return;
            }
            backlog.dropDroppable();
            backlog.add(last);
            finishing = true;
            start = schedule();
        }
        if (start) {
            submit();
        }
    }

    /** Drops the waiting frames and takes no more. The wire still writes the batch that is in flight. */
    public void close() {
        synchronized (lock) {
            shut();
        }
    }

    /** Starts no further batch until {@link #release}. The batch in flight goes on. */
    public void hold() {
        synchronized (lock) {
            held = true;
        }
    }

    /** Ends a {@link #hold} and writes the waiting frames. */
    public void release() {
        boolean start;
        synchronized (lock) {
            held = false;
            start = schedule();
        }
        if (start) {
            submit();
        }
    }

    /** Writes the waiting frames and all later ones to another wire. The batch in flight stays with the old wire. */
    public void rewire(Wire<F> other) {
        synchronized (lock) {
            wire = other;
        }
    }

    /** How many frames wait or are in flight, without the droppable ones that wait. */
    public int size() {
        synchronized (lock) {
            return backlog.size();
        }
    }

    /**
     * The used share of the limits, by frames or by bytes, whichever is greater. Above 1 if one frame exceeds the
     * limit.
     */
    public double fill() {
        synchronized (lock) {
            return backlog.fill(limits);
        }
    }

    /** Lock held; true if the caller must then submit the task. */
    private boolean schedule() {
        if (writer != Writer.IDLE || held || closed || !backlog.isWaiting()) {
            return false;
        }
        writer = Writer.SCHEDULED;
        return true;
    }

    /** Lock held. */
    private void shut() {
        closed = true;
        backlog.dropWaiting();
    }

    private boolean submit() {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException refused) {
            fail(refused);
            return false;
        }
    }

    private boolean reportOverflow() {
        try {
            executor.execute(owner::overflowed);
        } catch (RejectedExecutionException refused) {
            owner.failed(refused);
        }
        return false;
    }

    private void write() {
        Wire<F> to;
        List<F> batch;
        synchronized (lock) {
            to = wire;
            batch = nextBatch();
        }
        while (!batch.isEmpty()) {
            try {
                to.send(batch, completion);
            } catch (Exception broken) {
                completion.failed(broken);
            }
            synchronized (lock) {
                if (writer != Writer.SENT_WHILE_CALLING) {
                    writer = writer == Writer.CALLING ? Writer.AWAITING : writer;
                    return;
                }
                to = wire;
                batch = nextBatch();
            }
        }
    }

    /** Lock held; the next batch, empty if there is nothing to write now. */
    private List<F> nextBatch() {
        if (closed || held || !backlog.isWaiting()) {
            writer = Writer.IDLE;
            return List.of();
        }
        writer = Writer.CALLING;
        return backlog.startBatch();
    }

    private void fail(Throwable cause) {
        synchronized (lock) {
            writer = Writer.IDLE;
            if (closed) {
                return;
            }
            shut();
        }
        owner.failed(cause);
    }

    private final class Report implements Wire.Completion {

        @Override
        public void sent() {
            synchronized (lock) {
                if (!backlog.isInFlight()) {
                    return;
                }
                backlog.endBatch();
                if (writer == Writer.CALLING) {
                    writer = Writer.SENT_WHILE_CALLING;
                    return;
                }
                writer = Writer.SCHEDULED;
            }
            write();
        }

        @Override
        public void failed(Throwable cause) {
            synchronized (lock) {
                if (!backlog.isInFlight()) {
                    return;
                }
                backlog.endBatch();
            }
            fail(cause);
        }
    }
}
