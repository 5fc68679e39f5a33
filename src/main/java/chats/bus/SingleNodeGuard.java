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
 * Sees to it that a node without a bus is alone. Two of them on one database would look well, and the users of one would hear nothing
 * of those of the other until they come again. So such a node looks each second whether others live, and is not ready where it is in
 * their way.
 */
@ApplicationScoped
public class SingleNodeGuard {
    private static final System.Logger LOG = System.getLogger(SingleNodeGuard.class.getName());
    private static final int LOOK_EVERY_SECONDS = 1;
    private static final String WHY =
            "Another node uses this database, and REDIS_URL is not set here: users of the two would not hear"
                    + " each other";

    @Resource
    private ManagedScheduledExecutorService executor;

    private final Bus bus;
    private final NodeRegistry nodes;
    private boolean wasInTheWay;

    @Inject
    SingleNodeGuard(Bus bus, NodeRegistry nodes) {
        this.bus = bus;
        this.nodes = nodes;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (!bus.hasOthers()) {
            executor.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Why this node should serve nobody, as a sentence; empty if it is alone, or one of several that have a bus. */
    public Optional<String> problem() {
        return nodes.isInTheWay() ? Optional.of(WHY) : Optional.empty();
    }

    private void look() {
        try {
            nodes.meetWithoutBus();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The database could not be looked at, trying again", e);
            return;
        }
        boolean isInTheWay = nodes.isInTheWay();
        if (isInTheWay && !wasInTheWay) {
            LOG.log(Level.ERROR, WHY);
        } else if (wasInTheWay && !isInTheWay) {
            LOG.log(Level.INFO, "The other node has gone");
        }
        wasInTheWay = isInTheWay;
    }
}
