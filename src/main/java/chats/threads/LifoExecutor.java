package chats.threads;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks that take microseconds and come thousands of times a second. A task goes to the idle thread that has
 * worked last (LIFO), because that thread's memory is still in the processor's cache. The container's own executor is
 * slower: it takes the thread that has been idle longest, and it sets the caller's context for each task, which costs
 * more than the task.
 *
 * <p>A task runs with the context of this bean (JNDI names, class loader) and without a transaction. It must not use a
 * data source that takes part in transactions. This executor does not bound its threads; the classes that use it must.
 * It also hashes passwords, a few at a time: that takes long, but needs nothing of the container.
 */
@ApplicationScoped
public class LifoExecutor implements Executor {
    private static final int REST_SECONDS = 60;

    @Resource
    private ManagedThreadFactory threads;

    private Executor pool;

    @PostConstruct
    void open() {
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, REST_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }
}
