package chats.outbox;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The frames that wait for one connection. Any thread offers, one at a time writes: the executor gets a task only when
 * the outbox turns from idle to busy, and each batch takes along all that waits.
 *
 * <p>Life cycle: open until {@link #close}, until {@link #finish}, or until it ends by itself (see {@link OutboxListener}). In
 * between it may be held, while the wire cannot take anything, and be given another wire.
 */
public final class Outbox<F extends Frame> {

    private enum Writer {
        IDLE,
        /** A task is on its way to the executor, or about to take the next batch. */
        SCHEDULED,
        /** The wire has been called and has not returned. */
        CALLING,
        /** The wire has not returned, but has reported the batch as sent. */
        SENT_WHILE_CALLING,
        /** The wire has returned and will report later. */
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

    /** @param executor runs the writes; {@code Runnable::run} will do where the wire itself never blocks */
    public Outbox(Limits limits, Wire<F> wire, Executor executor, OutboxListener owner) {
        this.limits = limits;
        this.wire = wire;
        this.executor = executor;
        this.owner = owner;
    }

    /**
     * Lets a frame wait for its turn. Never blocks.
     *
     * @return whether it was taken; false once closed, finished or overflowed
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
                start = starts();
                if (!start) {
                    return true;
                }
            }
        }
        return start ? submitted() : overflowed();
    }

    /** Lets a last frame wait behind the others, whatever the limits; nothing is taken after it. */
    public void finish(F last) {
        boolean start;
        synchronized (lock) {
            if (closed || finishing) {
                return;
            }
            backlog.add(last);
            finishing = true;
            start = starts();
        }
        if (start) {
            submitted();
        }
    }

    /** Drops what waits and takes nothing any more; what is in flight is up to the wire. */
    public void close() {
        synchronized (lock) {
            shut();
        }
    }

    /** Lets everything wait until {@link #release}, once the batch in flight is gone. */
    public void hold() {
        synchronized (lock) {
            held = true;
        }
    }

    /** Ends a {@link #hold}; what waits leaves now. */
    public void release() {
        boolean start;
        synchronized (lock) {
            held = false;
            start = starts();
        }
        if (start) {
            submitted();
        }
    }

    /** Sends what waits, and all that follows, over another wire; the batch in flight stays with the old one. */
    public void rewire(Wire<F> other) {
        synchronized (lock) {
            wire = other;
        }
    }

    /** How many frames wait, those in flight included. */
    public int size() {
        synchronized (lock) {
            return backlog.size();
        }
    }

    /** How much of the limits is taken, from 0 to 1 and beyond: by frames or by bytes, whichever is more. */
    public double fill() {
        synchronized (lock) {
            return backlog.fill(limits);
        }
    }

    private boolean starts() {
        if (writer != Writer.IDLE || held || closed || !backlog.isWaiting()) {
            return false;
        }
        writer = Writer.SCHEDULED;
        return true;
    }

    private void shut() {
        closed = true;
        backlog.dropWaiting();
    }

    private boolean submitted() {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException refused) {
            fail(refused);
            return false;
        }
    }

    private boolean overflowed() {
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
            batch = next();
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
                batch = next();
            }
        }
    }

    /** Under the lock: the next batch, empty if the writer's work is done. */
    private List<F> next() {
        if (closed || held || !backlog.isWaiting()) {
            writer = Writer.IDLE;
            return List.of();
        }
        writer = Writer.CALLING;
        return backlog.takeOff();
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
                backlog.landed();
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
                backlog.landed();
            }
            fail(cause);
        }
    }
}
