package chats.live;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a few tasks at a time through to an executor, in the order in which they came; the others wait without a thread. */
final class ConcurrencyLimiter {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final int most;

    ConcurrencyLimiter(int most) {
        this.most = most;
    }

    void execute(Runnable task, Executor executor) {
        waiting.add(task);
        admit(executor);
    }

    private void admit(Executor executor) {
        if (inside.getAndUpdate(count -> Math.min(count + 1, most)) < most) {
            try {
                executor.execute(() -> run(executor));
            } catch (RuntimeException refused) {
                inside.decrementAndGet();
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
            inside.decrementAndGet();
            if (!waiting.isEmpty()) {
                admit(executor);
            }
        }
    }
}
