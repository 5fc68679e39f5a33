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
 * The logins that have ended while access tokens of theirs may still be valid. A login that ends on this node is known
 * at once. Logins that end on other nodes are read from the database once a second, so they are known here after
 * {@link #STALE} at the latest. Nobody is admitted by older knowledge: while the database cannot be read, the answer is
 * {@code unavailable}.
 *
 * <p>Ended logins are kept for the lifetime that this node gives to access tokens. A token with a longer lifetime comes
 * from a node with another setting, or from before the setting was changed; {@link TokenVerifier} refuses it, so no
 * token outlives what is known here.
 *
 * <p>The lock {@code reading} lets one thread read the database at a time. The event is fired while it is held, so the
 * locks that closing a socket takes are taken inside it.
 */
@ApplicationScoped
class EndedLogins {
    /** Knowledge that is older than this must be read anew before a check. */
    static final Duration STALE = Duration.ofSeconds(2);

    /** The time between two attempts while the database does not answer. */
    private static final Duration RETRY = Duration.ofMillis(500);

    /**
     * How far each read overlaps the one before: some transactions commit late, and the clocks of several database
     * servers differ.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /**
     * Each event is fired a second time after this. A handshake may have been admitted just before the first one, and
     * its socket registered just after it.
     */
    private static final Duration ANNOUNCED_AGAIN_AFTER = Duration.ofSeconds(5);

    private record Announced(LoginsEnded event, long at) {}

    private final Map<UUID, Instant> ended = new ConcurrentHashMap<>();
    private final Queue<Announced> announced = new ConcurrentLinkedQueue<>();
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
     * Whether tokens of this login are to be refused. May wait for the database.
     *
     * @throws ChatsException {@code unavailable} if that is not known at present
     */
    boolean contains(UUID login) {
        if (isStale()) {
            readOrAwaitReader();
        }
        return ended.containsKey(login);
    }

    /** Takes logins that this node has ended, after the commit. */
    void add(LoginsEnded event) {
        event.logins().forEach(login -> ended.put(login, clock.instant()));
        announce(event);
    }

    /** Reads the logins that other nodes have ended, and announces them on this node. */
    void read() {
        reading.lock();
        try {
            long now = System.nanoTime();
            Instant oldest =
                    clock.instant().minusSeconds(settings.accessTokenSeconds()).minus(TokenRules.CLOCKS_OF_NODES);
            Instant since = newest.minus(OVERLAP).isAfter(oldest) ? newest.minus(OVERLAP) : oldest;
            announce(logins.endedSince(since));
            announceAgain();
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
        fresh.forEach((user, logins) -> announce(new LoginsEnded(user, Set.copyOf(logins))));
    }

    private void announce(LoginsEnded event) {
        announced.add(new Announced(event, System.nanoTime()));
        events.fire(event);
    }

    private void announceAgain() {
        for (Announced first = announced.peek();
                first != null && System.nanoTime() - first.at() > ANNOUNCED_AGAIN_AFTER.toNanos();
                first = announced.peek()) {
            announced.remove(first);
            events.fire(first.event());
        }
    }

    private void readOrAwaitReader() {
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
