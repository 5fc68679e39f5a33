package chats.live;

import chats.counters.Counter;
import chats.errors.DatabaseErrors;
import chats.limits.RateLimits;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Runs the replays of all connections, a page at a time. A connection gets its next page when its outbox is nearly
 * empty, its replays run one after another, and at most {@value #READERS} pages are read at a time. So replays fill
 * neither the memory nor the database's connections.
 */
@ApplicationScoped
class Replayer {
    private static final System.Logger LOG = System.getLogger(Replayer.class.getName());
    private static final int READERS = 4;
    private static final int SHORTEST_PAUSE_MS = 10;
    private static final int LONGEST_PAUSE_MS = 320;
    private static final int RETRY_MS = 1000;

    /**
     * A page is read only for an outbox that is at most this full. With the default limits this is a page of frames, or 200 KB; a page may
     * have more bytes than that.
     */
    private static final double NEARLY_EMPTY = 0.05;

    /** What one read costs of the user's rate, so that a client cannot ask for many empty replays free of charge. */
    private static final int READ_COST = 10;

    @Resource
    private ManagedScheduledExecutorService executor;

    private final ConcurrencyLimiter readers = new ConcurrencyLimiter(READERS);
    private final RateLimits limits;

    @Inject
    Replayer(RateLimits limits) {
        this.limits = limits;
    }

    /** Starts the replays, or queues them behind those that the connection is receiving already. */
    void start(Connection connection, ReplayQueue queue, Collection<? extends Replay> replays) {
        if (queue.add(replays)) {
            step(connection, queue, SHORTEST_PAUSE_MS);
        }
    }

    private void step(Connection connection, ReplayQueue queue, int pauseMs) {
        queue.current().ifPresent(replay -> {
            if (connection.socket().fill() > NEARLY_EMPTY) {
                int next = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
                later(pauseMs, () -> step(connection, queue, next));
            } else {
                readers.execute(() -> read(connection, queue, replay), executor);
            }
        });
    }

    private void read(Connection connection, ReplayQueue queue, Replay replay) {
        long pauseMs = 0;
        try {
            OptionalInt emitted = replay.next();
            if (emitted.isEmpty()) {
                queue.finished(replay);
            } else {
                Counter.REPLAYED.add(emitted.getAsInt());
                pauseMs = limits.chargeReplay(connection.userId(), emitted.getAsInt() + READ_COST)
                        .toMillis();
            }
        } catch (RuntimeException e) {
            LOG.log(DatabaseErrors.unavailable(e) ? Level.DEBUG : Level.ERROR, "A replay could not be read", e);
            pauseMs = RETRY_MS;
        }
        later(pauseMs, () -> step(connection, queue, SHORTEST_PAUSE_MS));
    }

    private void later(long pauseMs, Runnable step) {
        if (pauseMs == 0) {
            step.run();
        } else {
            executor.schedule(step, pauseMs, TimeUnit.MILLISECONDS);
        }
    }
}
