package chats.socketio.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A clock and a scheduler that stand still until the test moves them. */
public final class ManualTime extends ScheduledThreadPoolExecutor {

    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000_000L;

    public ManualTime() {
        super(1);
    }

    public long nanoTime() {
        return now;
    }

    /** Moves the clock, and runs each scheduled task at its time. */
    public void passes(long millis) {
        long end = now + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
            Task task = next.get();
            now = Math.max(now, task.due);
            tasks.remove(task);
            if (task.period > 0) {
                task.due = now + task.period;
                tasks.add(task);
            }
            task.work.run();
        }
        now = end;
    }

    private Optional<Task> next(long end) {
        return tasks.stream().filter(task -> task.due <= end).min(Comparator.comparingLong(task -> task.due));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return add(work, unit.toNanos(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long delay, TimeUnit unit) {
        return add(work, unit.toNanos(first), unit.toNanos(delay));
    }

    private Task add(Runnable work, long delay, long period) {
        Task task = new Task(work, now + delay, period);
        tasks.add(task);
        return task;
    }

    private final class Task extends FutureTask<Object> implements RunnableScheduledFuture<Object> {

        private final Runnable work;
        private final long period;
        private long due;

        Task(Runnable work, long due, long period) {
            super(Executors.callable(work));
            this.work = work;
            this.due = due;
            this.period = period;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            return tasks.remove(this);
        }

        @Override
        public boolean isPeriodic() {
            return period > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
