package chats.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells every open socket that the server goes away. Open Liberty cuts all connections as soon as it begins to stop, about a
 * second before the application hears of it; so the process's own shutdown hook says goodbye, and the end of the application
 * does so only where the process lives on, as in dev mode.
 */
@ApplicationScoped
class Farewell {
    private static final System.Logger LOG = System.getLogger(Farewell.class.getName());

    /** Long enough for whoever reads; dead peers do not hold up the stop. */
    private static final long PATIENCE_SECONDS = 3;

    private final Connections connections;

    @Resource
    private ManagedThreadFactory threads;

    private Thread hook;

    @Inject
    Farewell(Connections connections) {
        this.connections = connections;
    }

    protected Farewell() {
        this(null);
    }

    void onStart(@Observes @Initialized(ApplicationScoped.class) Object application) {
        hook = threads.newThread(this::say);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void onStop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The process ends, and the hook has said goodbye", e);
            return;
        }
        say();
    }

    private void say() {
        connections.forEach(connection -> connection.socket().close(Closing.GOING_AWAY));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!connections.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
