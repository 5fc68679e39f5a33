package chats.ops;

import chats.database.Pool;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Checks whether the database answers. One query runs at a time, however many threads call this; callers wait for the
 * running one. The data source's timeouts end a query that hangs, so the node recovers by itself. The lock guards
 * {@code query} and {@code startedAt}; nobody waits while holding it.
 */
@ApplicationScoped
class DatabaseProbe {
    private static final Logger LOG = System.getLogger(DatabaseProbe.class.getName());
    private static final long MAX_WAIT_MS = 1500;
    private static final String TIMED_OUT = "The database at DB_URL does not answer in time";
    private static final String FAILED = "The database at DB_URL cannot be used";

    @Inject
    @Pool(Pool.Of.CHATS)
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    private CompletableFuture<Void> query = CompletableFuture.completedFuture(null);
    private long startedAt;
    private volatile Optional<String> logged = Optional.empty();

    /** Why the database cannot be used; empty if it can. Returns within two seconds. */
    Optional<String> problem() {
        Optional<String> problem = check();
        if (!problem.equals(logged)) {
            logged = problem;
            LOG.log(problem.isPresent() ? Level.WARNING : Level.INFO, problem.orElse("The database answers again"));
        }
        return problem;
    }

    private Optional<String> check() {
        try {
            CompletableFuture<Void> running;
            long remaining;
            synchronized (this) {
                if (query.isDone()) {
                    query = CompletableFuture.runAsync(this::query, executor);
                    startedAt = System.nanoTime();
                }
                running = query;
                remaining = TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MS) - (System.nanoTime() - startedAt);
            }
            running.get(Math.max(0, remaining), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(TIMED_OUT);
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, FAILED, e);
            return Optional.of(FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(TIMED_OUT);
        }
    }

    private void query() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
