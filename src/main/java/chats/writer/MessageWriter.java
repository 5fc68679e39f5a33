package chats.writer;

import chats.bus.Bus;
import chats.commands.RequestOrigin;
import chats.counters.Counter;
import chats.counters.Distribution;
import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.DrainState;
import chats.errors.ErrorCode;
import chats.log.ChatEvent;
import chats.log.Membership;
import chats.log.StoredChange;
import chats.log.StoredChatChange;
import chats.log.StoredMessage;
import chats.marks.SentMarks;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Stores all messages and changes of this node, by one writer at a time on a thread of the {@link LifoExecutor}. Drafts that
 * arrive during a commit are stored together by the next one: a single message never waits for others, and a thousand share
 * one commit. They are stored in the order in which they came. After the commit they are announced as {@link ChatEvent}s in
 * their order. Senders are answered once all are announced; in a batch that holds a change, each before its event.
 *
 * <p>If the outcome of a commit is not known, its senders are answered {@code unavailable}, and the outcome is found
 * out before anything else is stored. What turns out to be stored is announced to all sockets, the sender's included.
 */
@ApplicationScoped
public class MessageWriter {
    private static final System.Logger LOG = System.getLogger(MessageWriter.class.getName());
    private static final int MAX_QUEUED = 16_384;
    private static final int MAX_BATCH = 512;
    private static final int RESOLVE_AGAIN_MS = 500;
    private static final int STOP_SECONDS = 10;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final BlockingQueue<Draft> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private final LifoExecutor threads;
    private final BatchStore store;
    private final CommitResolver resolver;
    private final Event<ChatEvent> announce;
    private final Bus bus;
    private final InFlightBatches inFlight;
    private final ChatActivity activity;
    private final SentMarks marks;

    /** Commits whose outcome is not known; used by the running writer only. */
    private final Queue<InDoubtCommit> doubts = new ArrayDeque<>();

    /**
     * Whether the last batch failed because the database could not be reached. Only the first such failure is logged as
     * a warning. Used by the running writer only.
     */
    private boolean databaseAway;

    private volatile boolean stopping;

    @Inject
    MessageWriter(
            LifoExecutor threads,
            BatchStore store,
            CommitResolver resolver,
            Event<ChatEvent> announce,
            Bus bus,
            InFlightBatches inFlight,
            ChatActivity activity,
            SentMarks marks) {
        this.threads = threads;
        this.store = store;
        this.resolver = resolver;
        this.announce = announce;
        this.bus = bus;
        this.inFlight = inFlight;
        this.activity = activity;
        this.marks = marks;
    }

    /**
     * Queues a message and does not wait. What one thread sends and changes is stored in its order.
     *
     * @param chatId a room; ignored in a direct chat
     * @param membership that of the sender
     * @param clientMessageId the sender's own id for it, or null
     * @return the stored message, after its commit; fails with a {@link ChatsException} {@code chat_not_found}, {@code not_a_member},
     *     {@code conflict} or {@code unavailable}
     */
    public CompletionStage<WriteResult> send(
            RequestOrigin origin, Long chatId, Membership membership, String message, String clientMessageId) {
        return write(new MessageDraft(origin, chatId, membership, message, clientMessageId));
    }

    /**
     * Queues a change of a message and does not wait.
     *
     * @param membership that of the user
     * @return the message as it is then, after the commit; fails with a {@link ChatsException}: what {@link Change#applyTo} throws,
     *     {@code chat_not_found}, {@code not_a_member}, {@code message_not_found}, {@code conflict} or {@code unavailable}
     */
    public CompletionStage<WriteResult> change(RequestOrigin origin, Change change, Membership membership) {
        return write(new ChangeDraft(origin, change, membership.removedRev()));
    }

    /**
     * Queues a change of a chat and does not wait.
     *
     * @return the {@link chats.log.ChatChange}, after the commit; where nothing changed, with the chat's last rev and nobody added or
     *     removed. Fails with a {@link ChatsException}: what {@link ChatUpdate#applyTo} throws, {@code chat_not_found},
     *     {@code not_a_member}, {@code forbidden} in a direct chat, or {@code unavailable}
     */
    public CompletionStage<WriteResult> update(RequestOrigin origin, ChatUpdate update) {
        return write(new ChatUpdateDraft(origin, update));
    }

    /** Queues the draft. Its future is completed once the draft is stored or refused. */
    CompletionStage<WriteResult> write(Draft draft) {
        if (stopping || !queue.offer(draft)) {
            draft.future().completeExceptionally(new ChatsException(ErrorCode.UNAVAILABLE));
        } else {
            start();
        }
        return draft.future();
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

    /**
     * Stores until the queue is empty. Then {@code running} is cleared before {@link #run} flushes the last
     * announcements, so another thread may already be the writer while this one still writes frames.
     */
    private void writeAll() {
        boolean inDoubt;
        try {
            List<Draft> batch = new ArrayList<>();
            boolean answered = true;
            while (answered && resolveDoubts() && queue.drainTo(batch, MAX_BATCH) > 0) {
                answered = writeInParts(batch);
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
            retryLater();
        } else if (!queue.isEmpty()) {
            start();
        }
    }

    /** Drafts that come meanwhile start the writer, too, and must not add one timer each. */
    private void retryLater() {
        if (retryScheduled.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::retry, RESOLVE_AGAIN_MS, TimeUnit.MILLISECONDS);
            } catch (RuntimeException e) {
                retryScheduled.set(false);
                throw e;
            }
        }
    }

    private void retry() {
        retryScheduled.set(false);
        start();
    }

    /** After a change of a chat a new batch begins: whoever was removed by it stores nothing that was queued behind it. */
    private boolean writeInParts(List<Draft> batch) {
        int from = 0;
        for (int i = 0; i < batch.size() - 1; i++) {
            if (batch.get(i) instanceof ChatUpdateDraft) {
                if (!write(batch.subList(from, i + 1))) {
                    refuseAll(batch.subList(i + 1, batch.size()));
                    return false;
                }
                from = i + 1;
            }
        }
        return write(batch.subList(from, batch.size()));
    }

    /**
     * Stores and announces a batch; false if the database did not answer. Frames announced before are handed to other
     * threads first, so that they do not wait for the database.
     */
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
            LOG.log(Level.WARNING, "The database did not answer a commit of {0} messages and changes", batch.size());
            doubts.add(unknown);
            refuseAll(batch);
            return false;
        } catch (SQLException e) {
            if (DatabaseErrors.unavailable(e)) {
                LOG.log(databaseAway ? Level.DEBUG : Level.WARNING, "Nothing can be stored now: {0}", e.getMessage());
                databaseAway = true;
                refuseAll(batch);
                return false;
            }
            return writeOneByOne(batch, e);
        } catch (RuntimeException e) {
            return writeOneByOne(batch, e);
        }
        databaseAway = false;
        answer(outcomes);
        return true;
    }

    /**
     * Called when a batch failed because of one of its drafts: stores each alone, so that only that one is refused. A
     * draft that failed because another node has just stored the same client id is tried once more, and then found.
     */
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
        } else if (DatabaseErrors.alreadyThere(cause) && batch.get(0).mayRetry()) {
            answered = write(batch);
        } else {
            LOG.log(Level.ERROR, "A message or a change could not be stored", cause);
            refuse(batch.get(0), new ChatsException(DrainState.unexpected()));
        }
        return answered;
    }

    /**
     * Announces what was stored and answers. If the batch holds a change, each draft is answered before its event is announced:
     * otherwise an answer could follow the event of a later change, with an older text. A deletion, which nothing follows, is announced
     * before it is answered: otherwise an older change of another node could come in between, with the text. So is a change of a chat:
     * after its answer nobody hears anything who was removed. A draft that stores nothing new is answered in its turn.
     */
    private void answer(List<BatchStore.Outcome> outcomes) {
        boolean changes = outcomes.stream().anyMatch(outcome -> !(outcome.draft() instanceof MessageDraft));
        List<ChatEvent> fresh = new ArrayList<>(outcomes.size());
        for (BatchStore.Outcome outcome : outcomes) {
            ChatEvent event = outcome.event();
            if (outcome.draft().membershipWasAsked()) {
                activity.membershipAsked(
                        outcome.draft().chatId(), outcome.draft().author());
            }
            if (event == null) {
                answerKnown(outcome);
                continue;
            }
            count(event);
            if (event instanceof StoredMessage) {
                marks.sent(event.chatId(), outcome.draft().author(), event.seq());
            }
            if (changes && !outcome.isToldFirst()) {
                outcome.answer();
            }
            announce(event);
            if (outcome.isToldFirst()) {
                outcome.answer();
            }
            Distribution.SEND_TO_DELIVER.record(outcome.draft().ageNanos());
            fresh.add(event);
        }
        Distribution.BATCH_SIZE.record(fresh.size());
        if (!changes) {
            outcomes.stream().filter(outcome -> outcome.event() != null).forEach(BatchStore.Outcome::answer);
        }
        bus.send(fresh);
    }

    /** Another node's deletion is told to the room first: what it has replaced is not shown any more then. */
    private void answerKnown(BatchStore.Outcome outcome) {
        if (outcome.deletion() != null && bus.hasOthers()) {
            announce(outcome.deletion());
        }
        outcome.answer();
    }

    private void count(ChatEvent event) {
        if (event instanceof StoredChange) {
            Counter.CHANGES_STORED.add();
            if (event instanceof StoredChatChange change) {
                activity.chatChanged(change);
            } else {
                activity.messageChanged(event.chatId());
            }
        } else if (event.isDirect()) {
            Counter.WHISPERS_STORED.add();
        } else {
            Counter.MESSAGES_STORED.add();
            activity.messageStored(event.chatId());
        }
    }

    private void announce(ChatEvent event) {
        try {
            announce.fire(event);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "What was stored could not be delivered on this node", e);
        }
    }

    /**
     * Finds out the outcome of all commits in doubt and announces what was stored; false if that is not possible yet.
     */
    private boolean resolveDoubts() {
        try {
            while (!doubts.isEmpty()) {
                List<ChatEvent> stored = resolver.resolve(doubts.peek());
                stored.forEach(this::count);
                doubts.peek()
                        .sentAmong(stored)
                        .forEach(message ->
                                marks.sent(message.chatId(), message.author().id(), message.seq()));
                stored.forEach(this::announce);
                bus.send(stored);
                doubts.remove();
            }
            return true;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A commit is still in doubt", e);
            return false;
        }
    }

    /**
     * Refuses the batch and everything in the queue, because the database cannot be reached and waiting would not help.
     */
    private void refuseAll(List<Draft> batch) {
        List<Draft> all = new ArrayList<>(batch);
        queue.drainTo(all);
        all.forEach(draft -> refuse(draft, new ChatsException(ErrorCode.UNAVAILABLE)));
    }

    private static void refuse(Draft draft, ChatsException refusal) {
        draft.future().completeExceptionally(refusal);
    }

    /** Waits until the queued drafts are stored, for at most {@value #STOP_SECONDS} s. */
    @PreDestroy
    void stop() {
        stopping = true;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while ((running.get() || !queue.isEmpty()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
