package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which logins have ended while access tokens of theirs may still be about. What this node ends counts at once; what other nodes
 * end is read from the database once a second, so that it counts here within {@link #STALE} at the latest. Nobody is let in on
 * older knowledge: while the database is away the answer is {@code unavailable}.
 *
 * <p>It looks back as far as an access token of this node lives. Tokens that live longer are from a node that is set otherwise, or from a time
 * when this one was; {@link TokenVerifier} refuses them, so none outlives what is known here.
 */
@ApplicationScoped
class EndedLogins {
    /** How old the knowledge may be before a check reads the database itself. */
    static final Duration STALE = Duration.ofSeconds(2);

    /** Between two attempts, while the database does not answer. */
    private static final Duration RETRY = Duration.ofMillis(500);

    /** For transactions that commit late, and for clocks of several database nodes. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /** A handshake may have been let in just before and become known to the sockets just after the event: it is told again. */
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofSeconds(5);

    private record Told(LoginsEnded event, long at) {}

    private final Map<UUID, Instant> ended = new ConcurrentHashMap<>();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final ReentrantLock reading = new ReentrantLock();

    private final Logins logins;
    private final Settings settings;
    private final Clock clock;
    private final Event<LoginsEnded> events;

    private volatile long readAt = System.nanoTime() - STALE.toNanos() - 1;
    private volatile long failedAt = readAt;
    private volatile Instant newest = Instant.EPOCH;

    @Inject
    EndedLogins(Logins logins, Settings settings, Clock clock, Event<LoginsEnded> events) {
        this.logins = logins;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Whether tokens of this login are to be refused.
     *
     * @throws ChatsException {@code unavailable} if that cannot be known at the moment
     */
    boolean contains(UUID login) {
        if (isStale()) {
            readUnlessAnotherThreadDoes();
        }
        return ended.containsKey(login);
    }

    /** What this node has just ended, and committed. */
    void add(LoginsEnded event) {
        event.logins().forEach(login -> ended.put(login, clock.instant()));
        tell(event);
    }

    /** Reads what other nodes have ended, and announces it here. */
    void read() {
        reading.lock();
        try {
            long now = System.nanoTime();
            Instant oldest =
                    clock.instant().minusSeconds(settings.accessTokenSeconds()).minus(TokenRules.CLOCKS_OF_NODES);
            Instant since = newest.minus(OVERLAP).isAfter(oldest) ? newest.minus(OVERLAP) : oldest;
            announce(logins.endedSince(since));
            tellAgain();
            ended.values().removeIf(endedAt -> endedAt.isBefore(oldest));
            readAt = now;
        } catch (RuntimeException e) {
            failedAt = System.nanoTime();
            throw e;
        } finally {
            reading.unlock();
        }
    }

    private boolean isStale() {
        return System.nanoTime() - readAt > STALE.toNanos();
    }

    private void announce(List<Logins.Ended> rows) {
        Map<Long, Set<UUID>> fresh = new HashMap<>();
        for (Logins.Ended row : rows) {
            newest = row.at();
            if (ended.putIfAbsent(row.login(), newest) == null) {
                fresh.computeIfAbsent(row.userId(), user -> new HashSet<>()).add(row.login());
            }
        }
        fresh.forEach((user, logins) -> tell(new LoginsEnded(user, Set.copyOf(logins))));
    }

    private void tell(LoginsEnded event) {
        told.add(new Told(event, System.nanoTime()));
        events.fire(event);
    }

    private void tellAgain() {
        for (Told first = told.peek();
                first != null && System.nanoTime() - first.at() > TOLD_AGAIN_AFTER.toNanos();
                first = told.peek()) {
            told.remove(first);
            events.fire(first.event());
        }
    }

    private void readUnlessAnotherThreadDoes() {
        try {
            if (!reading.tryLock(STALE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ChatsException(ErrorCode.UNAVAILABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        }
        try {
            if (isStale() && System.nanoTime() - failedAt < RETRY.toNanos()) {
                throw new ChatsException(ErrorCode.UNAVAILABLE);
            }
            if (isStale()) {
                read();
            }
        } finally {
            reading.unlock();
        }
    }
}
