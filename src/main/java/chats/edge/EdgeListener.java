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
 * Registers the {@link Edge} when the application starts, and unregisters it when the application stops. If the server
 * does not have the expected classes, {@link EdgeFilter} checks requests instead. A management port is impossible then:
 * if one is set, the server ends, because otherwise everybody could reach what should only be on that port.
 */
@WebListener
public class EdgeListener implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(EdgeListener.class.getName());
    private static final int PRUNE_MILLIS = 200;
    private static final int SWEEP_MILLIS = 50;
    private static final int UPDATE_SECONDS = 1;

    /** The connections are checked in each such round at the latest. */
    private static final int MOST_SKIPPED = 10;

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
            Edge.Registered edge =
                    Edge.open(container, new Edge.Dependencies(routes, health, update, addresses, threads));
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
            LOG.log(
                    Level.WARNING,
                    "Requests are checked by a filter only: this server does not have the expected classes ({0})",
                    e);
            if (settings.managementPort().isPresent()) {
                LOG.log(Level.ERROR, "Chats cannot start. MANAGEMENT_PORT is impossible with this server");
                Runtime.getRuntime().halt(CANNOT_SERVE);
            }
            // without the edge there is no call before each request to /metrics
            Future<?> updating = scheduler.scheduleWithFixedDelay(update, 0, UPDATE_SECONDS, TimeUnit.SECONDS);
            close = () -> updating.cancel(false);
        }
    }

    /**
     * Checks the connections until the thread is interrupted. Runs on a thread of its own: in the pool, it would have
     * to wait behind the tasks of a flood of connections.
     */
    private void sweep(Edge.Registered edge) {
        AdmissionSettings limits = settings.admission();
        SweepSchedule sweeping = new SweepSchedule(
                new ConnectionSweep(limits.connections(), limits.bytes(), addresses::isTrusted, known),
                Math.max(1, limits.connections().perAddress() / 4),
                MOST_SKIPPED);
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS));
            try {
                edge.connections().get().ifPresent(sweeping::look);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The connections could not be checked", e);
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent end) {
        close.run();
    }
}
