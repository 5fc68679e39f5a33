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
 * Runs what is handed over thousands of times a second and done in microseconds. Of the threads that rest, the last one goes on
 * first, since its memory is still in the processor's cache; the container's own executor takes the one that has rested longest,
 * and puts the context of the caller around each task, which costs more than the task.
 *
 * <p>So a task has the context of this bean, for JNDI names and classes, and no transaction of its own: it must not use a data
 * source that takes part in transactions. There is no bound to the threads but what hands over to them. Passwords are hashed here too, a
 * few at a time: that takes long, but uses nothing of the container's either.
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
