package chats.admission;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs expensive tasks, a few at a time. Waiting tasks take turns by key (see {@link FairQueue}). No task waits longer
 * than a given time. If a task would probably wait longer, judged by how long the last tasks took, it is refused at
 * once. If it has waited longer nevertheless, it is refused when its turn comes, because its client may be gone.
 *
 * <p>Lock: this object guards all fields. No other lock is taken inside it; tasks run without it.
 */
public final class FairExecutor {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_OF_A_KEY = 1_000;

    /** The weight of a new measurement in the mean. */
    private static final double WEIGHT = 1.0 / 8;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Executor threads;
    private final int workers;
    private final long longestWait;
    private final LongSupplier nanoTime;
    private final FairQueue<Task<?>> waiting = new FairQueue<>(MOST_OF_A_KEY, MOST_WAITING);
    private double mean;

    /** How many workers have a thread. */
    private int running;

    /** How many of these run a task now. */
    private int busy;

    /** A waiting task. {@code since} is when it was added, in nanoseconds. */
    private record Task<T>(Supplier<T> work, CompletableFuture<T> result, long since) {
        void run() {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }

        void drop() {
            result.completeExceptionally(ChatsException.rateLimited(TRY_AGAIN));
        }
    }

    /**
     * @param threads runs the workers; each worker keeps its thread while tasks wait
     * @param workers how many tasks run at a time
     * @param longestWait how long a task may wait
     * @param firstGuess how long a task takes; used until one has been measured
     */
    public FairExecutor(Executor threads, int workers, Duration longestWait, Duration firstGuess) {
        this(threads, workers, longestWait, firstGuess, System::nanoTime);
    }

    FairExecutor(Executor threads, int workers, Duration longestWait, Duration firstGuess, LongSupplier nanoTime) {
        this.threads = threads;
        this.workers = workers;
        this.longestWait = longestWait.toNanos();
        this.mean = firstGuess.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Runs a task when its turn comes. The result fails with {@code rate_limited} if the task has waited too long.
     *
     * @throws ChatsException {@code rate_limited} if the task would wait too long; {@code unavailable} if the server is
     *     shutting down
     */
    public <T> CompletableFuture<T> submit(String key, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (add(key, new Task<>(work, result, nanoTime.getAsLong()))) {
            try {
                threads.execute(this::runTasks);
            } catch (RejectedExecutionException e) {
                workerNotStarted();
                throw new ChatsException(ErrorCode.UNAVAILABLE);
            }
        }
        return result;
    }

    /**
     * Checks that a task of this key would not wait too long now. For callers that have other work to do before they
     * submit the task.
     *
     * @throws ChatsException {@code rate_limited} if the task would wait too long
     */
    public synchronized void requireRoom(String key) {
        double wait = running < workers ? 0 : (waiting.ahead(key) + busy) * mean / workers;
        if (wait > longestWait) {
            throw ChatsException.rateLimited(atLeastTryAgain((long) wait - longestWait));
        }
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Adds a task to the queue; true if the caller must start a worker. */
    private synchronized boolean add(String key, Task<?> task) {
        requireRoom(key);
        boolean isFree = running < workers;
        if (!waiting.offer(key, task)) {
            throw ChatsException.rateLimited(TRY_AGAIN);
        }
        if (isFree) {
            running++;
        }
        return isFree;
    }

    private void runTasks() {
        for (Optional<Task<?>> next = next(); next.isPresent(); next = next()) {
            long begun = nanoTime.getAsLong();
            next.get().run();
            taskEnded(nanoTime.getAsLong() - begun);
        }
    }

    /**
     * Returns the next task. Tasks that have waited too long are refused; without the lock, because that may run code
     * of their callers.
     */
    private Optional<Task<?>> next() {
        List<Task<?>> late = new ArrayList<>();
        Optional<Task<?>> next = poll(late);
        late.forEach(Task::drop);
        return next;
    }

    private synchronized Optional<Task<?>> poll(List<Task<?>> late) {
        long now = nanoTime.getAsLong();
        Optional<Task<?>> next = waiting.poll(task -> now - task.since() <= longestWait, late::add);
        if (next.isPresent()) {
            busy++;
        } else {
            running--;
        }
        return next;
    }

    private synchronized void workerNotStarted() {
        running--;
    }

    private synchronized void taskEnded(long nanos) {
        busy--;
        mean += WEIGHT * (nanos - mean);
    }

    private static Duration atLeastTryAgain(long nanos) {
        Duration wait = Duration.ofNanos(nanos);
        return wait.compareTo(TRY_AGAIN) > 0 ? wait : TRY_AGAIN;
    }
}
