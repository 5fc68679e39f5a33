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
 * Messages and whispers by REST that were refused, of each user on this node. They count neither as messages nor as calls, but to
 * find out that somebody is no member costs the database something: so many are as many as there may be other calls. Sockets are
 * closed for such a flood.
 */
@ApplicationScoped
public class RefusedSends {
    private static final int BURST = 4;
    private static final int OF_MESSAGES = 10;

    private final int perSecond;
    private final Cache<Long, Bucket> refused = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    @Inject
    public RefusedSends(Settings settings) {
        this.perSecond = settings.messagesPerSecond() * OF_MESSAGES;
    }

    /**
     * Makes sure that not too many of this user's were refused lately.
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

    /** One more was refused, after {@link #check} let it pass. */
    public void count(long userId) {
        if (perSecond > 0) {
            long now = System.nanoTime();
            refused.get(userId, id -> new Bucket(perSecond, perSecond * BURST, now))
                    .charge(1, now);
        }
    }
}
