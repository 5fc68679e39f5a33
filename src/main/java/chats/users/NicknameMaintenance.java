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
 * Computes the look hashes of nicknames that lack them, at the start and then once a minute: those of a database that
 * was taken over or comes from an older Chats, and those that other programs insert. Until a row has its hashes, each
 * registration compares its nickname directly.
 */
@ApplicationScoped
class NicknameMaintenance {
    private static final System.Logger LOG = System.getLogger(NicknameMaintenance.class.getName());

    private final NicknameBatch batch;
    /** Whether the last run failed and was logged. */
    private boolean failed;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    NicknameMaintenance(NicknameBatch batch) {
        this.batch = batch;
    }

    /** Observes the start of the application with a priority that puts it after the migration of the tables. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
                    Object application) {
        executor.scheduleWithFixedDelay(this::hashMissing, 0, 60, TimeUnit.SECONDS);
    }

    private void hashMissing() {
        try {
            OptionalLong last = OptionalLong.of(Long.MIN_VALUE);
            while (last.isPresent()) {
                last = batch.store(last.getAsLong());
            }
            failed = false;
        } catch (RuntimeException e) {
            LOG.log(
                    failed ? Level.DEBUG : Level.WARNING,
                    "The look hashes of nicknames could not be stored, trying again in a minute",
                    e);
            failed = true;
        }
    }
}
