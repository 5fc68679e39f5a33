package chats.limits;

import chats.errors.ChatsException;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many REST calls of each user have a thread at once on this node. Each of them may hold a connection to the database and a thread, so one
 * user has half of the connections at most, and {@value #LEAST} in any case: a browser sends six at once. Where messages have no
 * limit there is none here, and nothing is counted.
 */
@ApplicationScoped
public class RunningCalls {
    private static final int NO_LIMIT = 0;
    private static final int LEAST = 8;

    /** Those that run have a tenth of a second to end. */
    private static final Duration RETRY_AFTER = Duration.ofMillis(100);

    private final ConcurrentHashMap<Long, Integer> running = new ConcurrentHashMap<>();
    private final int most;

    @Inject
    public RunningCalls(Settings settings) {
        this.most = settings.messagesPerSecond() == 0 ? NO_LIMIT : Math.max(LEAST, settings.dbPoolSize() / 2);
    }

    /**
     * One more begins, until it {@linkplain #end ends}.
     *
     * @throws ChatsException {@code rate_limited}; then it has not begun
     */
    public void begin(long userId) {
        if (most != NO_LIMIT) {
            running.compute(userId, (id, count) -> oneMore(count == null ? 0 : count));
        }
    }

    public void end(long userId) {
        if (most != NO_LIMIT) {
            running.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    private int oneMore(int count) {
        if (count >= most) {
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
        return count + 1;
    }
}
