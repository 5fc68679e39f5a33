package chats.marks;

import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.DrainState;
import chats.errors.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Stores the marks that clients set. The first mark of a user in a chat is stored at once. Those that come within a second after it are merged
 * into the highest one, which is stored when that second is over: somebody who scrolls sets many. One thread at a time stores what is due, all of
 * it by one statement, and then pauses for {@value #PAUSE_MS} ms while more come. Each mark is answered after the commit, so it holds on all nodes.
 *
 * <p>No lock is waited for by those who set marks: they read the frames of sockets.
 */
@ApplicationScoped
public class MarkWriter {
    private static final System.Logger LOG = System.getLogger(MarkWriter.class.getName());
    private static final int MOST_WAITING = 65_536;
    private static final int MOST_KEYS = 65_536;
    private static final int MOST_IN_A_STATEMENT = 1_000;

    /** So long the database may take for a statement, and a little more. */
    private static final int MOST_SECONDS = 12;

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Between two looks for what is due, while something waits: so many marks share a statement. */
    private static final int PAUSE_MS = 20;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);

    private record Arrived(MarkKey key, MergedMarks mark) {}

    @Resource
    ManagedScheduledExecutorService executor;

    private final Queue<Arrived> arrived = new ConcurrentLinkedQueue<>();

    /** Used by the thread that stores, so hardly anybody waits for its lock. */
    private final Throttle<MarkKey, MergedMarks> marks = new Throttle<>(WINDOW_NANOS, MOST_KEYS, MergedMarks::with);

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean timed = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile long lastRun;
    private final MarkStore store;
    private final SentMarks sent;
    private final Event<MarksStored> stored;
    private final LongSupplier nanoTime;

    @Inject
    MarkWriter(MarkStore store, SentMarks sent, Event<MarksStored> stored) {
        this(store, sent, stored, System::nanoTime);
    }

    MarkWriter(MarkStore store, SentMarks sent, Event<MarksStored> stored, LongSupplier nanoTime) {
        this.store = store;
        this.sent = sent;
        this.stored = stored;
        this.nanoTime = nanoTime;
        this.lastRun = nanoTime.getAsLong() - PAUSE_NANOS;
    }

    /**
     * Marks a chat as read up to a seq. Does not wait.
     *
     * @param socket the id of the socket that asks, which is not told
     * @return how far the user has read then, after the commit; fails with a {@link ChatsException} {@code not_a_member} or
     *     {@code unavailable}
     */
    public CompletionStage<ReadMark> read(long chatId, long userId, long seq, long socket) {
        CompletableFuture<ReadMark> answer = new CompletableFuture<>();
        if (waiting.incrementAndGet() > MOST_WAITING || stopping) {
            waiting.decrementAndGet();
            answer.completeExceptionally(new ChatsException(ErrorCode.UNAVAILABLE));
            return answer;
        }
        long now = nanoTime.getAsLong();
        arrived.add(new Arrived(new MarkKey(chatId, userId), new MergedMarks(new AskedMark(seq, now), answer, socket)));
        if (stopping) {
            refuseArrived();
        } else if (now - lastRun >= PAUSE_NANOS) {
            start();
        } else {
            lookLater();
        }
        return answer;
    }

    private void start() {
        if (running.compareAndSet(false, true)) {
            try {
                soon(this::run);
            } catch (RejectedExecutionException e) {
                running.set(false);
                LOG.log(Level.DEBUG, "The server stops; marks that wait are not stored", e);
            }
        }
    }

    private void run() {
        boolean waits = true;
        try {
            takeIn();
            Map<MarkKey, MergedMarks> batch = takeOut();
            while (!batch.isEmpty()) {
                write(batch);
                batch = takeOut();
            }
            waits = !marks.isEmpty();
        } finally {
            lastRun = nanoTime.getAsLong();
            running.set(false);
            // what has arrived since found this thread running, and relies on it
            if (waits || !arrived.isEmpty()) {
                lookLater();
            }
        }
    }

    private void takeIn() {
        for (Arrived next = arrived.poll(); next != null; next = arrived.poll()) {
            if (!marks.add(next.key(), next.mark(), nanoTime.getAsLong())) {
                refuse(Map.of(next.key(), next.mark()), new ChatsException(ErrorCode.UNAVAILABLE));
            }
        }
    }

    private void lookLater() {
        if (timed.compareAndSet(false, true)) {
            try {
                later(this::look);
            } catch (RejectedExecutionException e) {
                timed.set(false);
                LOG.log(Level.DEBUG, "The server stops; marks that wait are not stored", e);
            }
        }
    }

    void soon(Runnable task) {
        executor.execute(task);
    }

    void later(Runnable task) {
        executor.schedule(task, PAUSE_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        timed.set(false);
        if (running.compareAndSet(false, true)) {
            run();
        }
    }

    private Map<MarkKey, MergedMarks> takeOut() {
        return marks.take(MOST_IN_A_STATEMENT, nanoTime.getAsLong());
    }

    /**
     * Stores marks and answers them. If the database does not answer, everything else that waits is refused, too: each further statement would make
     * all of it wait as long again.
     *
     * @return whether the database has answered
     */
    private boolean write(Map<MarkKey, MergedMarks> batch) {
        try {
            Map<MarkKey, AskedMark> asked = new LinkedHashMap<>();
            batch.forEach((key, mark) -> asked.put(key, mark.highest().atLeast(sent.waiting(key))));
            answer(batch, store.store(asked));
            return true;
        } catch (SQLException | RuntimeException e) {
            if (DatabaseErrors.unavailable(e)) {
                LOG.log(Level.DEBUG, "Marks cannot be stored now", e);
                refuse(batch, new ChatsException(ErrorCode.UNAVAILABLE));
                takeIn();
                refuse(marks.removeAll(), new ChatsException(ErrorCode.UNAVAILABLE));
                return false;
            }
            if (batch.size() > 1) {
                return writeEach(batch);
            }
            LOG.log(Level.ERROR, "A mark could not be stored", e);
            refuse(batch, new ChatsException(DrainState.unexpected()));
            return true;
        }
    }

    private boolean writeEach(Map<MarkKey, MergedMarks> batch) {
        Map<MarkKey, MergedMarks> left = new LinkedHashMap<>(batch);
        for (MarkKey key : batch.keySet()) {
            if (!write(Map.of(key, left.remove(key)))) {
                refuse(left, new ChatsException(ErrorCode.UNAVAILABLE));
                return false;
            }
        }
        return true;
    }

    private void answer(Map<MarkKey, MergedMarks> batch, List<StoredMark> marksOfMembers) {
        Map<MarkKey, MergedMarks> strangers = new HashMap<>(batch);
        for (StoredMark mark : marksOfMembers) {
            ReadState state = mark.state();
            ReadMark answer = new ReadMark(mark.key().chatId(), state.readSeq(), state.unread(), state.mentioned());
            settle(strangers.remove(mark.key()), future -> future.complete(answer));
        }
        refuse(strangers, new ChatsException(ErrorCode.NOT_A_MEMBER));
        List<StoredMark> changed = marksOfMembers.stream()
                .filter(StoredMark::hasChanged)
                .map(mark -> mark.askedBy(batch.get(mark.key()).sockets()))
                .toList();
        if (!changed.isEmpty()) {
            SentMarks.announce(stored, new MarksStored(changed));
        }
    }

    /** Waits for what is being stored, and stores what waits, though its second may not be over. What comes from now on is refused. */
    @PreDestroy
    void stop() {
        stopping = true;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!running.compareAndSet(false, true) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        long later = nanoTime.getAsLong() + WINDOW_NANOS;
        takeIn();
        Map<MarkKey, MergedMarks> batch = marks.take(MOST_IN_A_STATEMENT, later);
        while (!batch.isEmpty()) {
            write(batch);
            takeIn();
            batch = marks.take(MOST_IN_A_STATEMENT, later);
        }
    }

    private void refuseArrived() {
        for (Arrived next = arrived.poll(); next != null; next = arrived.poll()) {
            refuse(Map.of(next.key(), next.mark()), new ChatsException(ErrorCode.UNAVAILABLE));
        }
    }

    private void refuse(Map<MarkKey, MergedMarks> marksOfOthers, ChatsException refusal) {
        marksOfOthers.values().forEach(mark -> settle(mark, future -> future.completeExceptionally(refusal)));
    }

    private void settle(MergedMarks mark, Consumer<CompletableFuture<ReadMark>> how) {
        waiting.addAndGet(-mark.size());
        mark.answer(how);
    }
}
