package chats.threads;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Runs the tasks of one kind on a bounded number of threads, and shares these threads fairly. Each task has a key, such
 * as the client's address. The tasks of one key run on a part of the threads at most. When tasks wait, the keys take
 * turns.
 *
 * <p>While few tasks run, a task runs on the thread that calls {@link #execute}. Further tasks run on other threads. So
 * a task usually does not change its thread; and if many tasks are slow, the calling threads still stay free.
 *
 * <p>Lock: this object guards all state. No other lock is taken inside it, and tasks run without it.
 */
public final class FairThreadPool {
    private final Limits limits;
    private final Executor further;
    private final Map<String, KeyQueue> queues = new HashMap<>();

    /** The queues with a task that may run as soon as a thread is free; the first of them is next. */
    private final Deque<KeyQueue> turns = new ArrayDeque<>();

    private int running;
    private int runningInPlace;
    private int waiting;

    /**
     * Numbers of tasks.
     *
     * @param inPlace how many may run on the threads that call {@link #execute}
     * @param running how many may run at a time
     * @param runningOfAKey how many of one key may run at a time
     * @param waiting how many may wait
     * @param waitingOfAKey how many of one key may wait
     */
    public record Limits(int inPlace, int running, int runningOfAKey, int waiting, int waitingOfAKey) {}

    /** The tasks of one key. Exists while the key has a task. */
    private static final class KeyQueue {
        private final String key;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;

        private KeyQueue(String key) {
            this.key = key;
        }
    }

    private enum Place {
        THIS_THREAD,
        OTHER_THREAD,
        LATER,
        REFUSED
    }

    /**
     * @param further runs the tasks that do not run in place; it must have a thread for each task that the limits allow
     */
    public FairThreadPool(Limits limits, Executor further) {
        this.limits = limits;
        this.further = further;
    }

    /** Runs the task on this thread, on another one, or later; false if too many tasks wait already. */
    public boolean execute(String key, Runnable task) {
        Place place;
        KeyQueue queue;
        synchronized (this) {
            queue = queues.computeIfAbsent(key, KeyQueue::new);
            place = place(queue, task);
        }
        switch (place) {
            case THIS_THREAD -> run(queue, task, true);
            case OTHER_THREAD -> further.execute(() -> run(queue, task, false));
            default -> {
                // the task waits or was refused
            }
        }
        return place != Place.REFUSED;
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return waiting;
    }

    /** Lock held. */
    private Place place(KeyQueue queue, Runnable task) {
        boolean mayRun = queue.running < limits.runningOfAKey();
        if (mayRun && running < limits.running()) {
            boolean here = runningInPlace < limits.inPlace();
            runningInPlace += here ? 1 : 0;
            running++;
            queue.running++;
            return here ? Place.THIS_THREAD : Place.OTHER_THREAD;
        }
        if (waiting >= limits.waiting() || queue.waiting.size() >= limits.waitingOfAKey()) {
            forgetIfIdle(queue);
            return Place.REFUSED;
        }
        if (mayRun && queue.waiting.isEmpty()) {
            turns.addLast(queue);
        }
        queue.waiting.addLast(task);
        waiting++;
        return Place.LATER;
    }

    private void run(KeyQueue queue, Runnable task, boolean inPlace) {
        try {
            task.run();
        } finally {
            ended(queue, inPlace).ifPresent(next -> further.execute(next));
        }
    }

    /** Counts a task that has ended, and returns the next one to run on a further thread, if any. */
    private synchronized Optional<Runnable> ended(KeyQueue queue, boolean inPlace) {
        running--;
        runningInPlace -= inPlace ? 1 : 0;
        if (queue.running-- == limits.runningOfAKey() && !queue.waiting.isEmpty()) {
            turns.addLast(queue);
        }
        forgetIfIdle(queue);
        KeyQueue next = turns.pollFirst();
        if (next == null) {
            return Optional.empty();
        }
        Runnable task = next.waiting.removeFirst();
        waiting--;
        running++;
        next.running++;
        if (!next.waiting.isEmpty() && next.running < limits.runningOfAKey()) {
            turns.addLast(next);
        }
        return Optional.of(() -> run(next, task, false));
    }

    /** Lock held. */
    private void forgetIfIdle(KeyQueue queue) {
        if (queue.running == 0 && queue.waiting.isEmpty()) {
            queues.remove(queue.key);
        }
    }
}
