package chats.live;

import chats.counters.Counter;
import chats.errors.Databases;
import chats.limits.RateLimits;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Gives connections what they missed, a page at a time: a connection gets its next page when the last one has left, one replay
 * after the other, and few pages are read at once, so that neither memory nor the database is filled by replays.
 */
@ApplicationScoped
class Replayer {
    private static final System.Logger LOG = System.getLogger(Replayer.class.getName());
    private static final int READERS = 4;
    private static final int PAUSE_MS = 10;
    private static final int RETRY_MS = 1000;

    /** What asking the database costs of the user's rate, so that many empty replays are not free. */
    private static final int READ_COST = 10;

    @Resource
    private ManagedScheduledExecutorService executor;

    private final Semaphore readers = new Semaphore(READERS);
    private final RateLimits limits;

    @Inject
    Replayer(RateLimits limits) {
        this.limits = limits;
    }

    protected Replayer() {
        this(null);
    }

    void start(Connection connection, Collection<? extends Replay> replays) {
        if (connection.replays().add(replays)) {
            executor.execute(() -> step(connection));
        }
    }

    private void step(Connection connection) {
        Optional<Replay> current = connection.replays().current();
        if (current.isEmpty()) {
            return;
        }
        if (connection.socket().backlog() > Replay.PAGE || !readers.tryAcquire()) {
            again(connection, PAUSE_MS);
            return;
        }
        try {
            Replay.Step step = current.get().next();
            Counter.REPLAYED.add(step.emitted());
            if (!step.more()) {
                connection.replays().finished();
            }
            again(
                    connection,
                    limits.chargeReplay(connection.userId(), step.emitted() + READ_COST)
                            .toMillis());
        } catch (RuntimeException e) {
            LOG.log(Databases.unavailable(e) ? Level.DEBUG : Level.ERROR, "A replay could not be read", e);
            again(connection, RETRY_MS);
        } finally {
            readers.release();
        }
    }

    private void again(Connection connection, long pauseMs) {
        if (pauseMs == 0) {
            executor.execute(() -> step(connection));
        } else {
            executor.schedule(() -> step(connection), pauseMs, TimeUnit.MILLISECONDS);
        }
    }
}
