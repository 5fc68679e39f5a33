package chats.edge;

import chats.admission.ClientAddress;
import chats.admission.KnownConnections;
import chats.settings.AdmissionSettings;
import chats.settings.Settings;
import chats.threads.LifoExecutor;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the edge in its place as long as the application is there. Where that cannot be, {@link EdgeFilter} does what a filter can,
 * but a management port is not to be had, and the server ends rather than show everybody what was to be there.
 */
@WebListener
public class EdgeListener implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(EdgeListener.class.getName());
    private static final int PRUNE_MILLIS = 200;
    private static final int SWEEP_MILLIS = 50;
    private static final int UPDATE_SECONDS = 1;

    /** The connections are looked at after so many of these times at the latest. */
    private static final int MOST_WAITS = 10;

    private static final int CANNOT_SERVE = 1;

    @Inject
    private Settings settings;

    @Inject
    private NodeHealth health;

    @Inject
    private Instance<NodeMetrics> metrics;

    @Inject
    private ClientAddress addresses;

    @Inject
    private KnownConnections known;

    @Inject
    private LifoExecutor threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threadFactory;

    private Runnable close = () -> {};

    @Override
    public void contextInitialized(ServletContextEvent start) {
        ClassLoader container = start.getServletContext().getClass().getClassLoader();
        Runnable update = metrics.isResolvable() ? metrics.get().update() : () -> {};
        try {
            Routes routes = new Routes(settings.managementPort());
            Edge.Opened edge = Edge.open(container, new Edge.Surroundings(routes, health, update, addresses, threads));
            Future<?> pruning =
                    scheduler.scheduleWithFixedDelay(edge.prune(), PRUNE_MILLIS, PRUNE_MILLIS, TimeUnit.MILLISECONDS);
            Thread sweeping = threadFactory.newThread(() -> sweep(edge));
            sweeping.setDaemon(true);
            sweeping.start();
            close = () -> {
                pruning.cancel(false);
                sweeping.interrupt();
                edge.close().run();
            };
            start.getServletContext().setAttribute(EdgeFilter.IS_NOT_NEEDED, true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "Requests are checked by the application alone: this server is not known ({0})", e);
            if (settings.managementPort().isPresent()) {
                LOG.log(Level.ERROR, "Chats cannot start. MANAGEMENT_PORT cannot be had with this server");
                Runtime.getRuntime().halt(CANNOT_SERVE);
            }
            // nobody tells when somebody asks for them
            Future<?> updating = scheduler.scheduleWithFixedDelay(update, 0, UPDATE_SECONDS, TimeUnit.SECONDS);
            close = () -> updating.cancel(false);
        }
    }

    /**
     * Looks at the connections until it is interrupted. On a thread of its own: a task of the pool would wait behind all that a flood of connections
     * brings it.
     */
    private void sweep(Edge.Opened edge) {
        AdmissionSettings limits = settings.admission();
        SweepSchedule sweeping = new SweepSchedule(
                new ConnectionSweep(limits.connections(), limits.bytes(), addresses::isTrusted, known),
                Math.max(1, limits.connections().perAddress() / 4),
                MOST_WAITS);
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS));
            try {
                edge.connections().get().ifPresent(sweeping::look);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The connections could not be looked at", e);
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent end) {
        close.run();
    }
}
