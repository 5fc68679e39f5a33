package chats.schema;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Migrates the tables when the application starts, before anything else uses them, and tells whether they are ready. A
 * failed migration is tried again every second; meanwhile the application serves what needs no database.
 *
 * <p>Once ready, it stays ready: a database that cannot be reached later is not this class's concern.
 */
@ApplicationScoped
public class Schema {
    private static final Logger LOG = System.getLogger(Schema.class.getName());
    private static final long RETRY_SECONDS = 1;

    @Inject
    @ConfigProperty(name = "DB_URL")
    private Optional<String> url;

    @Inject
    private Database database;

    @Resource
    private ManagedScheduledExecutorService executor;

    private volatile String reason = "The tables of the database are being made";

    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    Object application) {
        if (url.isPresent() && !DatabaseUrl.isReadable(url.get())) {
            reason = "DB_URL must be a JDBC URL such as jdbc:postgresql://host:5432/chats";
            LOG.log(Level.ERROR, reason);
        } else {
            migrate();
        }
    }

    /** Whether the tables exist and are up to date. */
    public boolean isReady() {
        return reason == null;
    }

    /**
     * Why the tables are not ready, as a sentence that names the setting at fault if there is one; empty once they are.
     */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    private void migrate() {
        try {
            String version = database.migrate();
            reason = null;
            LOG.log(Level.INFO, "The database is ready, schema version {0}", version);
        } catch (RuntimeException e) {
            report(DatabaseFault.sentence(e));
            executor.schedule(this::migrate, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void report(String fault) {
        if (!fault.equals(reason)) {
            LOG.log(Level.ERROR, "{0}; trying again every {1} s", fault, RETRY_SECONDS);
        }
        reason = fault;
    }
}
