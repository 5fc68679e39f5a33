package chats.live;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs at most a given number of tasks at a time on an executor, in the order in which they were submitted. Waiting
 * tasks hold no thread.
 */
final class ConcurrencyLimiter {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final int limit;

    ConcurrencyLimiter(int limit) {
        this.limit = limit;
    }

    void execute(Runnable task, Executor executor) {
        waiting.add(task);
        startIfAllowed(executor);
    }

    private void startIfAllowed(Executor executor) {
        if (running.getAndUpdate(count -> Math.min(count + 1, limit)) < limit) {
            try {
                executor.execute(() -> run(executor));
            } catch (RuntimeException refused) {
                running.decrementAndGet();
                throw refused;
            }
        }
    }

    private void run(Executor executor) {
        try {
            Runnable task = waiting.poll();
            if (task != null) {
                task.run();
            }
        } finally {
            running.decrementAndGet();
            if (!waiting.isEmpty()) {
                startIfAllowed(executor);
            }
        }
    }
}
