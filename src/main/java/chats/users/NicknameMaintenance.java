package chats.users;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Computes what nicknames look like for the rows that lack it, at the start and then once a minute: all rows of a database that was taken over or
 * comes from an older Chats, and those that others insert. Until a row has its looks, whoever registers compares its nickname itself.
 */
@ApplicationScoped
class NicknameMaintenance {
    private static final System.Logger LOG = System.getLogger(NicknameMaintenance.class.getName());

    private final NicknameBatch batch;
    /** Whether the last time failed, and that was said. */
    private boolean failed;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    NicknameMaintenance(NicknameBatch batch) {
        this.batch = batch;
    }

    /** After the tables were made, which happens at the start too. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
                    Object application) {
        executor.scheduleWithFixedDelay(this::catchUp, 0, 60, TimeUnit.SECONDS);
    }

    private void catchUp() {
        try {
            OptionalLong last = OptionalLong.of(Long.MIN_VALUE);
            while (last.isPresent()) {
                last = batch.store(last.getAsLong());
            }
            failed = false;
        } catch (RuntimeException e) {
            LOG.log(
                    failed ? Level.DEBUG : Level.WARNING,
                    "The nicknames could not be looked at, trying again in a minute",
                    e);
            failed = true;
        }
    }
}
