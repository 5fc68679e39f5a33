package chats.message;

import chats.bus.Bus;
import chats.counters.Counter;
import chats.counters.Distribution;
import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.DrainState;
import chats.errors.ErrorCode;
import chats.outbox.FlushBatch;
import chats.threads.LifoExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The one writer of messages on this node. What arrives while a commit is under way is stored together by the next one, so a
 * single message never waits for company and a thousand share one commit. Messages leave in the order in which they came, and
 * are announced as {@link StoredMessage} events after their commit, in the order of their seqs, before their senders are answered.
 *
 * <p>A commit whose outcome is not known is settled before anything else is stored: its senders have been told
 * {@code unavailable} by then, so what turns out to be stored is announced as nobody's own.
 */
@ApplicationScoped
public class MessageWriter {
    private static final System.Logger LOG = System.getLogger(MessageWriter.class.getName());
    private static final int QUEUE = 16_384;
    private static final int BATCH = 512;
    private static final int SETTLE_AGAIN_MS = 500;
    private static final int STOP_SECONDS = 10;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final BlockingQueue<Draft> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicBoolean running = new AtomicBoolean();
    private final LifoExecutor threads;
    private final BatchStore store;
    private final CommitResolver settlement;
    private final Event<StoredMessage> announce;
    private final Bus bus;
    private final InFlightBatches inFlight;
    private final ChatActivity activity;

    /** Touched by the running writer only. */
    private final Queue<InDoubtCommit> doubts = new ArrayDeque<>();

    /** Whether the last batch failed because the database is away: said once in the log, however many try. */
    private boolean away;

    private volatile boolean stopping;

    @Inject
    MessageWriter(
            LifoExecutor threads,
            BatchStore store,
            CommitResolver settlement,
            Event<StoredMessage> announce,
            Bus bus,
            InFlightBatches inFlight,
            ChatActivity activity) {
        this.threads = threads;
        this.store = store;
        this.settlement = settlement;
        this.announce = announce;
        this.bus = bus;
        this.inFlight = inFlight;
        this.activity = activity;
    }

    /** Takes the draft; its future is completed once it is stored or known to be refused. */
    void write(Draft draft) {
        if (stopping || !queue.offer(draft)) {
            draft.future().completeExceptionally(new ChatsException(ErrorCode.UNAVAILABLE));
        } else {
            start();
        }
    }

    private void start() {
        if (running.compareAndSet(false, true)) {
            threads.execute(this::run);
        }
    }

    private void run() {
        try (FlushBatch announced = FlushBatch.begin()) {
            writeAll();
        }
    }

    /** When the last batch has been announced, another thread may be the writer, and this one sees its announcements off. */
    private void writeAll() {
        boolean inDoubt;
        try {
            List<Draft> batch = new ArrayList<>();
            boolean answered = true;
            while (answered && settle() && queue.drainTo(batch, BATCH) > 0) {
                answered = write(batch);
                batch.clear();
            }
            inDoubt = !doubts.isEmpty();
            if (inDoubt) {
                refuseAll(List.of());
            }
        } finally {
            running.set(false);
        }
        if (inDoubt) {
            scheduler.schedule(this::start, SETTLE_AGAIN_MS, TimeUnit.MILLISECONDS);
        } else if (!queue.isEmpty()) {
            start();
        }
    }

    /** Whether the database answered. What has been announced before does not wait for it. */
    private boolean write(List<Draft> batch) {
        FlushBatch.leave();
        CompletableFuture<Void> storing = inFlight.begin();
        try {
            return storeAndAnswer(batch);
        } finally {
            inFlight.end(storing);
        }
    }

    private boolean storeAndAnswer(List<Draft> batch) {
        List<BatchStore.Outcome> outcomes;
        try {
            outcomes = store.store(batch);
        } catch (InDoubtCommit unknown) {
            LOG.log(Level.WARNING, "The database did not answer a commit of {0} messages", batch.size());
            doubts.add(unknown);
            refuseAll(batch);
            return false;
        } catch (SQLException e) {
            if (DatabaseErrors.unavailable(e)) {
                LOG.log(away ? Level.DEBUG : Level.WARNING, "No message can be stored now: {0}", e.getMessage());
                away = true;
                refuseAll(batch);
                return false;
            }
            return writeOneByOne(batch, e);
        } catch (RuntimeException e) {
            return writeOneByOne(batch, e);
        }
        away = false;
        answer(outcomes);
        return true;
    }

    /** Something is wrong with one of them, which shall fail alone; or a repeat on another node was faster, and is found now. */
    private boolean writeOneByOne(List<Draft> batch, Exception cause) {
        boolean answered = true;
        if (batch.size() > 1) {
            for (Draft draft : batch) {
                if (answered) {
                    answered = write(List.of(draft));
                } else {
                    refuse(draft, new ChatsException(ErrorCode.UNAVAILABLE));
                }
            }
        } else if (DatabaseErrors.alreadyThere(cause) && batch.get(0).mayTryAgain()) {
            answered = write(batch);
        } else {
            LOG.log(Level.ERROR, "A message could not be stored", cause);
            refuse(batch.get(0), new ChatsException(DrainState.unexpected()));
        }
        return answered;
    }

    private void answer(List<BatchStore.Outcome> outcomes) {
        List<StoredMessage> fresh = new ArrayList<>(outcomes.size());
        for (BatchStore.Outcome outcome : outcomes) {
            if (outcome.stored() != null && outcome.stored().fresh()) {
                announce(outcome.stored().sent());
                Distribution.SEND_TO_DELIVER.record(outcome.draft().ageNanos());
                fresh.add(outcome.stored().sent());
            }
        }
        bus.send(fresh);
        Distribution.BATCH_SIZE.record(fresh.size());
        for (BatchStore.Outcome outcome : outcomes) {
            if (outcome.refusal() != null) {
                refuse(outcome.draft(), outcome.refusal());
            } else {
                outcome.draft().future().complete(outcome.stored());
            }
        }
    }

    private void announce(StoredMessage sent) {
        if (sent instanceof StoredMessage.MessageSent message) {
            Counter.MESSAGES_STORED.add();
            activity.said(message.view().chatId());
        } else {
            Counter.WHISPERS_STORED.add();
        }
        try {
            announce.fire(sent);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A stored message could not be announced", e);
        }
    }

    /** Whether nothing is in doubt any more. */
    private boolean settle() {
        try {
            while (!doubts.isEmpty()) {
                List<StoredMessage> settled = settlement.settle(doubts.peek());
                settled.forEach(sent -> announce(sent.forAll()));
                bus.send(settled);
                doubts.remove();
            }
            return true;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A commit is still in doubt", e);
            return false;
        }
    }

    /** The database is away: what waits would only wait in vain. */
    private void refuseAll(List<Draft> batch) {
        List<Draft> all = new ArrayList<>(batch);
        queue.drainTo(all);
        all.forEach(draft -> refuse(draft, new ChatsException(ErrorCode.UNAVAILABLE)));
    }

    private static void refuse(Draft draft, ChatsException refusal) {
        draft.future().completeExceptionally(refusal);
    }

    /** Messages in hand are stored before the server stops. */
    @PreDestroy
    void stop() {
        stopping = true;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while ((running.get() || !queue.isEmpty()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
