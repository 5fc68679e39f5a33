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
 * The rates of each user, for all sockets, REST and nodes together: messages and whispers sent; other commands and REST
 * calls, changes of messages among them, by their {@link Prices}; replayed messages and changes. How often a user types and
 * marks chats as read is counted by each node for itself. A rate of 0 means no limit.
 */
@ApplicationScoped
public class RateLimits {
    private static final int BURST = 4;
    private static final String OTHER = "events";
    private static final int OTHERS = 10;

    private final Bus bus;
    private final int messagesPerSecond;
    private final int othersPerSecond;
    private final int replayPerSecond;
    private final Cache<Long, Allowance> messages = allowances();
    private final Cache<Long, Allowance> others = allowances();
    private final Cache<Long, Allowance> replays = allowances();
    private final Cache<Long, Allowance> typing = allowances();
    private final Cache<Long, Allowance> reading = allowances();

    @Inject
    public RateLimits(Settings settings, Bus bus) {
        this.bus = bus;
        this.messagesPerSecond = settings.messagesPerSecond();
        this.othersPerSecond = settings.messagesPerSecond() * OTHERS;
        this.replayPerSecond = settings.replayPerSecond();
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
     * Admits one sign that the user is typing: as many as other commands, and not counted among them. It must not wait for Redis, so
     * each node counts for itself.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void admitTyping(long userId) {
        admitHere(typing, userId);
    }

    /**
     * Admits one {@code read} over a socket: as many as other commands, and not counted among them. Somebody who scrolls sends many, and most of
     * them are merged. Each node counts for itself.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void admitReading(long userId) {
        admitHere(reading, userId);
    }

    private void admitHere(Cache<Long, Allowance> allowances, long userId) {
        if (othersPerSecond > 0) {
            refuseUnlessZero(allowances
                    .get(userId, id -> new Allowance(Bus.alone(), "", othersPerSecond, othersPerSecond * BURST))
                    .take());
        }
    }

    /**
     * Admits one command of another kind, or one REST call.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void admit(long userId) {
        admit(others, OTHER, userId, othersPerSecond);
    }

    /**
     * Pays for something expensive before it is done. It is admitted unless the user is in debt, so a full budget
     * admits anything once. A call costs at most a full budget, so nobody waits longer than it takes to fill.
     *
     * @param price by {@link Prices}
     * @throws ChatsException {@code rate_limited}
     */
    public void spend(long userId, int price) {
        if (othersPerSecond > 0 && price > 0) {
            refuseUnlessZero(allowance(others, OTHER, userId, othersPerSecond).spend(atMostFull(price)));
        }
    }

    /** Returns what was {@linkplain #spend paid} for something that did not happen. */
    public void giveBack(long userId, int price) {
        if (othersPerSecond > 0 && price > 0) {
            allowance(others, OTHER, userId, othersPerSecond).giveBack(atMostFull(price));
        }
    }

    /**
     * Pays for something expensive after it was done. It never refuses; a debt makes later calls wait.
     *
     * @param price by {@link Prices}
     */
    public void charge(long userId, int price) {
        if (othersPerSecond > 0 && price > 0) {
            allowance(others, OTHER, userId, othersPerSecond).charge(atMostFull(price));
        }
    }

    /** Counts replayed messages and changes; returns how long to wait before the next ones. */
    public Duration chargeReplay(long userId, int replayed) {
        return replayPerSecond == 0
                ? Duration.ZERO
                : allowance(replays, "replays", userId, replayPerSecond).charge(replayed);
    }

    private void admit(Cache<Long, Allowance> allowances, String what, long userId, int perSecond) {
        if (perSecond == 0) {
            return;
        }
        refuseUnlessZero(allowance(allowances, what, userId, perSecond).take());
    }

    private static void refuseUnlessZero(Duration wait) {
        if (!wait.isZero()) {
            throw ChatsException.rateLimited(wait);
        }
    }

    private int atMostFull(int price) {
        return Math.min(price, othersPerSecond * BURST);
    }

    private Allowance allowance(Cache<Long, Allowance> allowances, String what, long userId, int perSecond) {
        return allowances.get(
                userId, id -> new Allowance(bus, "rate:" + what + ":" + id, perSecond, perSecond * BURST));
    }

    /** An allowance that was not used for a minute has a full bucket again, so it can be dropped. */
    private static Cache<Long, Allowance> allowances() {
        return Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofMinutes(1))
                .executor(Runnable::run)
                .build();
    }
}
