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
 * Closes every open socket with 1001 before the server stops. Open Liberty cuts all connections as soon as it begins to
 * stop, about a second before it tells the application. So a shutdown hook of the process closes them; the end of the
 * application does so only where the process lives on, as in dev mode. With {@code DRAIN_SECONDS} the sockets are
 * closed before that, a few at a time, so that their clients do not all reconnect to the other nodes at once.
 */
@ApplicationScoped
class GracefulShutdown {
    private static final System.Logger LOG = System.getLogger(GracefulShutdown.class.getName());

    /** Long enough for clients that read; clients that do not read cannot delay the stop for longer. */
    private static final long MAX_WAIT_SECONDS = 3;

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
        hook = threads.newThread(this::closeAll);
        Runtime.getRuntime().addShutdownHook(hook);
        if (drainSeconds > 0) {
            TerminationSignal.precede(this::drain);
        }
    }

    void onStop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The process ends, and its shutdown hook has closed the sockets", e);
            return;
        }
        closeAll();
    }

    /**
     * Makes this node not ready, then closes the sockets in equal shares, a share each round. Sockets opened meanwhile
     * are closed too.
     */
    private void drain() {
        DrainState.begin();
        LOG.log(Level.INFO, "SIGTERM received: the sockets are closed within {0} s", drainSeconds);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(drainSeconds);
        double toClose = 0;
        long left;
        while ((left = end - System.nanoTime()) > 0) {
            long roundsLeft = left / ROUND_NANOS + 1;
            List<Connection> open = new ArrayList<>();
            connections.forEach(open::add);
            toClose += (double) open.size() / roundsLeft;
            open.stream()
                    .limit((long) toClose)
                    .forEach(connection -> connection.socket().close(Closing.GOING_AWAY));
            toClose -= (long) toClose;
            LockSupport.parkNanos(ROUND_NANOS);
        }
    }

    private void closeAll() {
        DrainState.begin();
        connections.forEach(connection -> connection.socket().close(Closing.GOING_AWAY));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_WAIT_SECONDS);
        while (!connections.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
