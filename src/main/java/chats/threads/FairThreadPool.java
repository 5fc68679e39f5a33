package chats.threads;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Runs the tasks of one kind, so that they hold a bounded number of threads and nobody holds them all. Who brings a task has a key, such as
 * an address; the tasks of one key run on a share of the threads, and where tasks wait, the keys take turns.
 *
 * <p>As long as few tasks run, a task runs at once on the thread that brings it. Only what comes beyond that goes to further threads:
 * where all goes well no task changes its thread, and where many tasks are slow the threads that bring them stay free.
 */
public final class FairThreadPool {
    private final Limits limits;
    private final Executor further;
    private final Map<String, Line> lines = new HashMap<>();

    /** Lines with a task that may run as soon as a thread is free, the one whose turn it is first. */
    private final Deque<Line> turns = new ArrayDeque<>();

    private int running;
    private int runningInPlace;
    private int waiting;

    /**
     * How many tasks there may be.
     *
     * @param inPlace that run on the threads that bring them
     * @param running at a time
     * @param runningOfAKey of those, of one key
     * @param waiting behind them
     * @param waitingOfAKey of those, of one key
     */
    public record Limits(int inPlace, int running, int runningOfAKey, int waiting, int waitingOfAKey) {}

    /** The tasks of one key, for as long as it has any. */
    private static final class Line {
        private final String key;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;

        private Line(String key) {
            this.key = key;
        }
    }

    private enum Place {
        HERE,
        FURTHER,
        LATER,
        NOWHERE
    }

    /** @param further where tasks run that are not run in place; as many at a time as the limits say */
    public FairThreadPool(Limits limits, Executor further) {
        this.limits = limits;
        this.further = further;
    }

    /** Runs the task here, elsewhere or when its turn comes; false if there are too many of them already. */
    public boolean execute(String key, Runnable task) {
        Place place;
        Line line;
        synchronized (this) {
            line = lines.computeIfAbsent(key, Line::new);
            place = place(line, task);
        }
        switch (place) {
            case HERE -> run(line, task, true);
            case FURTHER -> further.execute(() -> run(line, task, false));
            default -> {
                // it waits, or there is no room for it
            }
        }
        return place != Place.NOWHERE;
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting;
    }

    private Place place(Line line, Runnable task) {
        boolean mayRun = line.running < limits.runningOfAKey();
        if (mayRun && running < limits.running()) {
            boolean here = runningInPlace < limits.inPlace();
            runningInPlace += here ? 1 : 0;
            running++;
            line.running++;
            return here ? Place.HERE : Place.FURTHER;
        }
        if (waiting >= limits.waiting() || line.waiting.size() >= limits.waitingOfAKey()) {
            forgetIfIdle(line);
            return Place.NOWHERE;
        }
        if (mayRun && line.waiting.isEmpty()) {
            turns.addLast(line);
        }
        line.waiting.addLast(task);
        waiting++;
        return Place.LATER;
    }

    private void run(Line line, Runnable task, boolean inPlace) {
        try {
            task.run();
        } finally {
            ended(line, inPlace).ifPresent(next -> further.execute(next));
        }
    }

    /** Returns what may run now, on a further thread. */
    private synchronized Optional<Runnable> ended(Line line, boolean inPlace) {
        running--;
        runningInPlace -= inPlace ? 1 : 0;
        if (line.running-- == limits.runningOfAKey() && !line.waiting.isEmpty()) {
            turns.addLast(line);
        }
        forgetIfIdle(line);
        Line next = turns.pollFirst();
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

    private void forgetIfIdle(Line line) {
        if (line.running == 0 && line.waiting.isEmpty()) {
            lines.remove(line.key);
        }
    }
}
