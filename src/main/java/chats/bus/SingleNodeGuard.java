package chats.bus;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes sure that a node without a bus is the only one. Two such nodes on one database would seem to work, but users of
 * one would not receive the messages of users of the other until they reconnect. So a node without a bus looks for
 * other live nodes each second, and is not ready while one of them has priority.
 */
@ApplicationScoped
public class SingleNodeGuard {
    private static final System.Logger LOG = System.getLogger(SingleNodeGuard.class.getName());
    private static final int CHECK_EVERY_SECONDS = 1;
    private static final String WHY =
            "Another node uses this database, and REDIS_URL is not set here: users of the two would not hear"
                    + " each other";

    @Resource
    private ManagedScheduledExecutorService executor;

    private final Bus bus;
    private final NodeRegistry nodes;
    private boolean hadConflict;

    @Inject
    SingleNodeGuard(Bus bus, NodeRegistry nodes) {
        this.bus = bus;
        this.nodes = nodes;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (!bus.hasOthers()) {
            executor.scheduleWithFixedDelay(this::check, 0, CHECK_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Why this node must not serve users, as a sentence; empty if there is no such reason. */
    public Optional<String> problem() {
        return nodes.hasConflict() ? Optional.of(WHY) : Optional.empty();
    }

    private void check() {
        try {
            nodes.heartbeatWithoutBus();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The other nodes could not be read from the database, trying again", e);
            return;
        }
        boolean hasConflict = nodes.hasConflict();
        if (hasConflict && !hadConflict) {
            LOG.log(Level.ERROR, WHY);
        } else if (hadConflict && !hasConflict) {
            LOG.log(Level.INFO, "The other node has gone");
        }
        hadConflict = hasConflict;
    }
}
