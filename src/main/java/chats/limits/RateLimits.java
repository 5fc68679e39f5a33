package chats.limits;

import chats.errors.ChatsException;
import chats.settings.Settings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * The rates of each user, over all sockets and REST together: messages and whispers sent, other events, replayed messages. A rate
 * of 0 is no limit.
 */
@ApplicationScoped
public class RateLimits {
    private static final int BURST = 4;
    private static final int OTHER_EVENTS = 10;

    /** So many chats or users that an event is about count as one event more: a thousand entered at once are work. */
    private static final int ABOUT_AN_EVENT = 10;

    private final int messagesPerSecond;
    private final int replayPerSecond;
    private final Cache<Long, Bucket> messages = buckets();
    private final Cache<Long, Bucket> events = buckets();
    private final Cache<Long, Bucket> replays = buckets();

    @Inject
    public RateLimits(Settings settings) {
        this.messagesPerSecond = settings.messagesPerSecond();
        this.replayPerSecond = settings.replayPerSecond();
    }

    protected RateLimits() {
        this.messagesPerSecond = 0;
        this.replayPerSecond = 0;
    }

    /**
     * Admits one message or whisper to be sent.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void admitMessage(long userId) {
        admit(messages, userId, messagesPerSecond);
    }

    /**
     * Admits one event of another kind.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void admitEvent(long userId) {
        admit(events, userId, messagesPerSecond * OTHER_EVENTS);
    }

    /** Counts an event about many chats or users as several, once it is known to be; it is the next ones that wait. */
    public void chargeEvent(long userId, int about) {
        if (messagesPerSecond > 0) {
            bucket(events, userId, messagesPerSecond * OTHER_EVENTS).charge(about / ABOUT_AN_EVENT, System.nanoTime());
        }
    }

    /** Counts messages that were replayed; how long to wait before the next are. */
    public Duration chargeReplay(long userId, int replayed) {
        return replayPerSecond == 0
                ? Duration.ZERO
                : bucket(replays, userId, replayPerSecond).charge(replayed, System.nanoTime());
    }

    private static void admit(Cache<Long, Bucket> buckets, long userId, int perSecond) {
        if (perSecond == 0) {
            return;
        }
        Duration wait = bucket(buckets, userId, perSecond).take(1, System.nanoTime());
        if (!wait.isZero()) {
            throw ChatsException.rateLimited(wait);
        }
    }

    private static Bucket bucket(Cache<Long, Bucket> buckets, long userId, int perSecond) {
        return buckets.get(userId, id -> new Bucket(perSecond, (double) perSecond * BURST, System.nanoTime()));
    }

    /** A bucket that nobody used for a minute is full again, so that it may be forgotten. */
    private static Cache<Long, Bucket> buckets() {
        return Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofMinutes(1))
                .executor(Runnable::run)
                .build();
    }
}
