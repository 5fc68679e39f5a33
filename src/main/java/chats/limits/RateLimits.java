package chats.limits;

import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.settings.Settings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * The rates of each user, over all sockets, REST and nodes together: messages and whispers sent, other events, replayed messages. A
 * rate of 0 is no limit.
 */
@ApplicationScoped
public class RateLimits {
    private static final int BURST = 4;
    private static final int OTHER_EVENTS = 10;

    /** So many chats or users that an event is about count as one event more: a thousand entered at once are work. */
    private static final int ABOUT_AN_EVENT = 10;

    private final Bus bus;
    private final int messagesPerSecond;
    private final int replayPerSecond;
    private final Cache<Long, Allowance> messages = allowances();
    private final Cache<Long, Allowance> events = allowances();
    private final Cache<Long, Allowance> replays = allowances();

    @Inject
    public RateLimits(Settings settings, Bus bus) {
        this.bus = bus;
        this.messagesPerSecond = settings.messagesPerSecond();
        this.replayPerSecond = settings.replayPerSecond();
    }

    protected RateLimits() {
        this.bus = null;
        this.messagesPerSecond = 0;
        this.replayPerSecond = 0;
    }

    /**
     * Admits one message or whisper to be sent.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void admitMessage(long userId) {
        admit(messages, "messages", userId, messagesPerSecond);
    }

    /**
     * Admits one event of another kind.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void admitEvent(long userId) {
        admit(events, "events", userId, messagesPerSecond * OTHER_EVENTS);
    }

    /** Counts an event about many chats or users as several, once it is known to be; it is the next ones that wait. */
    public void chargeEvent(long userId, int about) {
        if (messagesPerSecond > 0) {
            allowance(events, "events", userId, messagesPerSecond * OTHER_EVENTS)
                    .charge(about / ABOUT_AN_EVENT);
        }
    }

    /** Counts messages that were replayed; how long to wait before the next are. */
    public Duration chargeReplay(long userId, int replayed) {
        return replayPerSecond == 0
                ? Duration.ZERO
                : allowance(replays, "replays", userId, replayPerSecond).charge(replayed);
    }

    private void admit(Cache<Long, Allowance> allowances, String what, long userId, int perSecond) {
        if (perSecond == 0) {
            return;
        }
        Duration wait = allowance(allowances, what, userId, perSecond).take();
        if (!wait.isZero()) {
            throw ChatsException.rateLimited(wait);
        }
    }

    private Allowance allowance(Cache<Long, Allowance> allowances, String what, long userId, int perSecond) {
        return allowances.get(
                userId, id -> new Allowance(bus, "rate:" + what + ":" + id, perSecond, perSecond * BURST));
    }

    /** One that nobody used for a minute has a full bucket again, so that it may be forgotten. */
    private static Cache<Long, Allowance> allowances() {
        return Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofMinutes(1))
                .executor(Runnable::run)
                .build();
    }
}
