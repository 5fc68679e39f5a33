package chats.schema;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Whether the database has the tables that Chats needs. They are migrated when the application starts, before anything else
 * uses them; while that fails, it is tried again every second, and the application serves what it can without a database.
 *
 * <p>Once ready it stays so: a database that goes away later is no matter of the schema.
 */
@ApplicationScoped
public class Schema {
    private static final Logger LOG = System.getLogger(Schema.class.getName());
    private static final long RETRY_SECONDS = 1;

    // each of the migration's connections must be one of its own, for its locks
    @Resource(lookup = "jdbc/schema", shareable = false)
    private DataSource dataSource;

    @Resource
    private ManagedScheduledExecutorService executor;

    private volatile String reason = "the tables are not there yet";

    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    Object application) {
        migrate();
    }

    /** Whether the tables are there and up to date. */
    public boolean isReady() {
        return reason == null;
    }

    /** Why the tables are not there yet, as a sentence that names the setting at fault if there is one; empty when ready. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    private void migrate() {
        try {
            String version = new Migrations(dataSource).run();
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
