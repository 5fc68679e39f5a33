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
 * Does dear work, some of it at a time, and lets what waits take turns by key (see {@link FairQueue}). Nothing waits longer than a given time.
 * What would, judged by how long such work took lately, is refused at once. What has waited longer all the same is refused when its turn
 * comes, and not done for somebody who may have gone.
 */
public final class FairExecutor {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_OF_A_KEY = 1_000;

    /** Of a new measurement in the mean. */
    private static final double WEIGHT = 1.0 / 8;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Executor threads;
    private final int workers;
    private final long longestWait;
    private final LongSupplier nanoTime;
    private final FairQueue<Task<?>> waiting = new FairQueue<>(MOST_OF_A_KEY, MOST_WAITING);
    private double mean;

    /** Workers that have a thread, and those of them that do something just now. */
    private int running;

    private int busy;

    /** Work that waits since then. */
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
     * @param threads where the work is done; each worker keeps one as long as there is work
     * @param workers how many works are done at a time
     * @param longestWait until a work is begun
     * @param firstGuess how long a work takes, as long as none was measured
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
     * Does it when its turn comes. The result fails with {@code rate_limited} if that takes too long.
     *
     * @throws ChatsException {@code rate_limited} if it would wait too long; {@code unavailable} if there are no threads any more
     */
    public <T> CompletableFuture<T> submit(String key, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (add(key, new Task<>(work, result, nanoTime.getAsLong()))) {
            try {
                threads.execute(this::workWhileThereIsSome);
            } catch (RejectedExecutionException e) {
                stopped();
                throw new ChatsException(ErrorCode.UNAVAILABLE);
            }
        }
        return result;
    }

    /**
     * Makes sure that work of this key would be begun in time now, for whoever has something else to do before he brings it.
     *
     * @throws ChatsException {@code rate_limited} if it would wait too long
     */
    public synchronized void requireRoom(String key) {
        double wait = running < workers ? 0 : (waiting.ahead(key) + busy) * mean / workers;
        if (wait > longestWait) {
            throw ChatsException.rateLimited(atLeastTryAgain((long) wait - longestWait));
        }
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Returns whether one more worker is to begin. */
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

    private void workWhileThereIsSome() {
        for (Optional<Task<?>> next = next(); next.isPresent(); next = next()) {
            long begun = nanoTime.getAsLong();
            next.get().run();
            measured(nanoTime.getAsLong() - begun);
        }
    }

    /** Refuses those that have waited too long outside the lock, since others may go on from there. */
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

    private synchronized void stopped() {
        running--;
    }

    private synchronized void measured(long nanos) {
        busy--;
        mean += WEIGHT * (nanos - mean);
    }

    private static Duration atLeastTryAgain(long nanos) {
        Duration wait = Duration.ofNanos(nanos);
        return wait.compareTo(TRY_AGAIN) > 0 ? wait : TRY_AGAIN;
    }
}
