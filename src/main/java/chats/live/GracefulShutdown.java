package chats.live;

import chats.errors.DrainState;
import chats.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells every open socket that the server goes away. Open Liberty cuts all connections as soon as it begins to stop, about a
 * second before the application hears of it; so the process's own shutdown hook says goodbye, and the end of the application
 * does so only where the process lives on, as in dev mode. With {@code DRAIN_SECONDS} the sockets are closed before that, a few
 * at a time, so that the other nodes are not stormed.
 */
@ApplicationScoped
class GracefulShutdown {
    private static final System.Logger LOG = System.getLogger(GracefulShutdown.class.getName());

    /** Long enough for whoever reads; dead peers do not hold up the stop. */
    private static final long PATIENCE_SECONDS = 3;

    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Connections connections;
    private final int drainSeconds;

    @Resource
    private ManagedThreadFactory threads;

    private Thread hook;

    @Inject
    GracefulShutdown(Connections connections, Settings settings) {
        this.connections = connections;
        this.drainSeconds = settings.drainSeconds();
    }

    void onStart(@Observes @Initialized(ApplicationScoped.class) Object application) {
        hook = threads.newThread(this::say);
        Runtime.getRuntime().addShutdownHook(hook);
        if (drainSeconds > 0) {
            TerminationSignal.precede(this::drain);
        }
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

    /** Not ready any more, it closes the same share of its sockets in each round, those that are new meanwhile included. */
    private void drain() {
        DrainState.begin();
        LOG.log(Level.INFO, "Told to stop: sockets are closed within {0} s", drainSeconds);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(drainSeconds);
        double due = 0;
        long left;
        while ((left = end - System.nanoTime()) > 0) {
            long rounds = left / ROUND_NANOS + 1;
            List<Connection> open = new ArrayList<>();
            connections.forEach(open::add);
            due += (double) open.size() / rounds;
            open.stream()
                    .limit((long) due)
                    .forEach(connection -> connection.socket().close(Closing.GOING_AWAY));
            due -= (long) due;
            LockSupport.parkNanos(ROUND_NANOS);
        }
    }

    private void say() {
        DrainState.begin();
        connections.forEach(connection -> connection.socket().close(Closing.GOING_AWAY));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!connections.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
