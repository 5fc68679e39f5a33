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
 * Whether the database answers. A question to it is asked by one thread at a time, however often and by however many this is
 * called; the data source's own timeouts end it at last, so that the node recovers by itself.
 */
@ApplicationScoped
class DatabaseProbe {
    private static final Logger LOG = System.getLogger(DatabaseProbe.class.getName());
    private static final long PATIENCE_MS = 1500;
    private static final String SILENT = "The database at DB_URL does not answer in time";
    private static final String AWAY = "The database at DB_URL cannot be used";

    @Inject
    @Pool(Pool.Of.CHATS)
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);
    private long askedAt;
    private volatile Optional<String> said = Optional.empty();

    /** Why the database cannot be used; empty if it can. Known within two seconds. */
    Optional<String> problem() {
        Optional<String> problem = ask();
        if (!problem.equals(said)) {
            said = problem;
            LOG.log(problem.isPresent() ? Level.WARNING : Level.INFO, problem.orElse("The database answers again"));
        }
        return problem;
    }

    private Optional<String> ask() {
        try {
            CompletableFuture<Void> asked;
            long patience;
            synchronized (this) {
                if (question.isDone()) {
                    question = CompletableFuture.runAsync(this::query, executor);
                    askedAt = System.nanoTime();
                }
                asked = question;
                patience = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS) - (System.nanoTime() - askedAt);
            }
            asked.get(Math.max(0, patience), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(SILENT);
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, AWAY, e);
            return Optional.of(AWAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(SILENT);
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
