package chats.limits;

import chats.admission.Bucket;
import chats.errors.ChatsException;
import chats.settings.Settings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Limits the refused sends of messages and whispers over REST, for each user on this node. A refused send counts
 * neither as a message nor as a call, but refusing it may cost a query. So the limit is that of other calls. Sockets
 * that flood are closed instead.
 */
@ApplicationScoped
public class RefusedSends {
    private static final int BURST = 4;
    private static final int TIMES_MESSAGES = 10;

    private final int perSecond;
    private final Cache<Long, Bucket> refused = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    @Inject
    public RefusedSends(Settings settings) {
        this.perSecond = settings.messagesPerSecond() * TIMES_MESSAGES;
    }

    /**
     * Checks that not too many sends of this user were refused lately.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void check(long userId) {
        Bucket bucket = refused.getIfPresent(userId);
        if (bucket != null) {
            Duration wait = bucket.charge(0, System.nanoTime());
            if (!wait.isZero()) {
                throw ChatsException.rateLimited(wait);
            }
        }
    }

    /** Counts a refused send that {@link #check} had admitted. */
    public void count(long userId) {
        if (perSecond > 0) {
            long now = System.nanoTime();
            refused.get(userId, id -> new Bucket(perSecond, perSecond * BURST, now))
                    .charge(1, now);
        }
    }
}
