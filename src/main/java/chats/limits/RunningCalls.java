package chats.limits;

import chats.errors.ChatsException;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how many REST calls of a user run at once on this node. Each may hold a thread and a database connection, so
 * one user gets at most half of the connections, but at least {@value #LEAST}: a browser sends six at once. If messages
 * have no limit, there is none here either.
 */
@ApplicationScoped
public class RunningCalls {
    private static final int NO_LIMIT = 0;
    private static final int LEAST = 8;

    /** Running calls have this time to end before the client tries again. */
    private static final Duration RETRY_AFTER = Duration.ofMillis(100);

    private final ConcurrentHashMap<Long, Integer> running = new ConcurrentHashMap<>();
    private final int limit;

    @Inject
    public RunningCalls(Settings settings) {
        this.limit = settings.messagesPerSecond() == 0 ? NO_LIMIT : Math.max(LEAST, settings.dbPoolSize() / 2);
    }

    /**
     * Counts a call as running until {@link #end}.
     *
     * @throws ChatsException {@code rate_limited}; the call is then not counted
     */
    public void begin(long userId) {
        if (limit != NO_LIMIT) {
            running.compute(userId, (id, count) -> increment(count == null ? 0 : count));
        }
    }

    public void end(long userId) {
        if (limit != NO_LIMIT) {
            running.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    private int increment(int count) {
        if (count >= limit) {
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
        return count + 1;
    }
}
