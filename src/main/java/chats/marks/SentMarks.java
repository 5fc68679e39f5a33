package chats.marks;

import chats.bus.NodeRegistry;
import chats.errors.DatabaseErrors;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Moves the marks of those who send: whoever sends a message has read up to it. A message must not become dearer by that, so the writer of
 * messages only notes it here, behind the commit, and once a second what was noted is stored by one statement. Until then answers of this
 * node reckon with it.
 *
 * <p>What a node has noted is lost if it dies. So whenever a node has died, and when one starts, the newest messages are looked through for
 * senders whose marks are too low: {@value #LATELY} of them, since a node of the version before stores no marks at all; and all since a moment at
 * which other nodes had stored theirs.
 */
@ApplicationScoped
public class SentMarks {
    private static final System.Logger LOG = System.getLogger(SentMarks.class.getName());
    private static final long STORE_EVERY_MS = 1_000;
    private static final int MOST_IN_A_STATEMENT = 1_000;

    /** So many messages, by their ids, are looked through at least. */
    private static final int LATELY = 100_000;

    /**
     * After so many looks that stored everything, the place from which messages are looked through moves on to where it was to be after the last
     * so many. So it is one to two minutes old: a dead node is noticed within seconds, and had stored what is older.
     */
    private static final int LOOKS_TO_MOVE_ON = 60;

    private static final long UNKNOWN = -1;

    /** Where more wait, the newest messages are looked through instead. */
    private static final int MOST_WAITING = 100_000;

    private final ConcurrentHashMap<MarkKey, Long> waiting = new ConcurrentHashMap<>();
    private final MarkStore store;
    private final Supplier<Set<String>> liveNodes;
    private final Event<SentMarksStored> stored;
    private Set<String> known = Set.of();
    private long sweepAbove = UNKNOWN;
    private long sweepAboveNext = UNKNOWN;
    private int looks;
    private volatile boolean mustSweep = true;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    SentMarks(MarkStore store, NodeRegistry nodes, Event<SentMarksStored> stored) {
        this(store, nodes::alive, stored);
    }

    /** @param liveNodes the ids of the other nodes that are alive */
    public SentMarks(MarkStore store, Supplier<Set<String>> liveNodes, Event<SentMarksStored> stored) {
        this.store = store;
        this.liveNodes = liveNodes;
        this.stored = stored;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        executor.scheduleWithFixedDelay(this::look, STORE_EVERY_MS, STORE_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** A message was stored; called by the thread of the writer of messages. Does not wait. */
    public void sent(long chatId, long authorId, long seq) {
        MarkKey key = new MarkKey(chatId, authorId);
        if (waiting.size() < MOST_WAITING || waiting.containsKey(key)) {
            waiting.merge(key, seq, Math::max);
        } else {
            mustSweep = true;
        }
    }

    /** How far the user has read by what he has sent, as far as that is not stored; 0 if nothing waits. */
    long waiting(MarkKey key) {
        return waiting.getOrDefault(key, 0L);
    }

    /** The same for all users who have sent in a chat, by id. */
    Map<Long, Long> waitingIn(long chatId) {
        Map<Long, Long> seqs = new HashMap<>();
        waiting.forEach((key, seq) -> {
            if (key.chatId() == chatId) {
                seqs.put(key.userId(), seq);
            }
        });
        return seqs;
    }

    /** Stores what waits, and looks for what was lost; one thread at a time. */
    void look() {
        try {
            Set<String> alive = liveNodes.get();
            mustSweep |= !alive.containsAll(known);
            known = alive;
            storeAll(Map.copyOf(waiting));
            if (mustSweep) {
                mustSweep = false;
                sweep();
            }
            if (++looks == LOOKS_TO_MOVE_ON) {
                looks = 0;
                sweepAbove = sweepAboveNext;
                sweepAboveNext = store.highestMessage();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(
                    DatabaseErrors.unavailable(e) ? Level.DEBUG : Level.WARNING,
                    "The marks of those who have sent are stored later: {0}",
                    e.getMessage());
        }
    }

    private void sweep() throws SQLException {
        try {
            long highest = store.highestMessage();
            if (sweepAbove == UNKNOWN) {
                sweepAbove = Math.max(0, highest - LATELY);
                sweepAboveNext = sweepAbove;
            }
            long first = Math.min(sweepAbove, Math.max(0, highest - LATELY));
            for (long above = first; above < highest; above += MarkStore.MOST_LOOKED_THROUGH) {
                storeAll(store.sentLately(above, Math.min(highest, above + MarkStore.MOST_LOOKED_THROUGH)));
            }
        } catch (SQLException | RuntimeException e) {
            mustSweep = true;
            throw e;
        }
    }

    /** What is higher by then waits on. */
    private void storeAll(Map<MarkKey, Long> marks) throws SQLException {
        List<Map.Entry<MarkKey, Long>> all = new ArrayList<>(marks.entrySet());
        for (int from = 0; from < all.size(); from += MOST_IN_A_STATEMENT) {
            Map<MarkKey, Long> some = new LinkedHashMap<>();
            all.subList(from, Math.min(all.size(), from + MOST_IN_A_STATEMENT))
                    .forEach(mark -> some.put(mark.getKey(), mark.getValue()));
            List<SentMark> moved = storeEach(some);
            some.forEach(waiting::remove);
            if (!moved.isEmpty()) {
                announce(stored, new SentMarksStored(moved));
            }
        }
    }

    /** Where one row of many is refused, the others are stored: a chat or a user may go at this moment. */
    private List<SentMark> storeEach(Map<MarkKey, Long> marks) throws SQLException {
        try {
            return store.storeSent(marks);
        } catch (SQLException e) {
            if (DatabaseErrors.unavailable(e)) {
                throw e;
            }
            if (marks.size() == 1) {
                LOG.log(Level.WARNING, "The mark of somebody who has sent cannot be stored: {0}", e.getMessage());
                return List.of();
            }
        }
        List<SentMark> all = new ArrayList<>();
        for (Map.Entry<MarkKey, Long> mark : marks.entrySet()) {
            all.addAll(storeEach(Map.of(mark.getKey(), mark.getValue())));
        }
        return all;
    }

    static <T> void announce(Event<T> event, T what) {
        try {
            event.fire(what);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Marks that were stored could not be told", e);
        }
    }

    /** Stores what waits. */
    @PreDestroy
    void stop() {
        look();
    }
}
