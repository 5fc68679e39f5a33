package chats.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Bus;
import chats.bus.BusMessage;
import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.log.ChatChange;
import chats.log.ChatEvent;
import chats.log.Membership;
import chats.log.Message;
import chats.log.StoredChatChange;
import chats.log.StoredMessage;
import chats.log.StoredMessageChange;
import chats.marks.SentMarks;
import chats.threads.LifoExecutor;
import chats.users.User;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the writer decides, on a store that keeps messages in a list. Tasks wait in queues until the test lets them run. */
class MessageWriterTest {
    private static final Membership ROOM = Membership.direct(null);

    private static final User ALICE = new User(1, "alice");
    private static final long CHAT = 7;
    private static final long SOCKET = 9;
    private static final String AWAY = "08006";
    private static final String UNIQUE = "23505";
    private static final String WRONG = "22000";

    private final List<String> happened = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private final List<Integer> batches = new ArrayList<>();
    private final Queue<Exception> failures = new ArrayDeque<>();
    private final List<ChatEvent> settled = new ArrayList<>();
    private boolean isSettled;
    private boolean isAnnouncingBroken;
    private final MessageWriter writer = writer();

    @Test
    void whatCameWhileTheWriterWasNotRunningIsOneBatch() {
        List<Draft> drafts = List.of(write("a"), write("b"), write("c"));
        assertEquals(1, tasks.size());
        runAll();
        assertEquals(List.of(3), batches);
        drafts.forEach(draft -> assertTrue(draft.future().join().fresh()));
    }

    @Test
    void aBatchIsAnnouncedInTheOrderOfSeqThenAnsweredThenSentToTheBus() {
        answered(write("a"), "a");
        answered(write("b"), "b");
        runAll();
        assertEquals(
                List.of("active", "announced a", "active", "announced b", "answered a", "answered b", "bus 2"),
                happened);
        assertEquals(List.of("1 up to 1", "1 up to 2"), marks);
    }

    @Test
    void aChangeIsAnsweredBeforeItIsAnnouncedSoThatNoLaterOneIsHeardBefore() {
        answered(edit("a"), "a");
        answered(write("b"), "b");
        answered(edit("c"), "c");
        runAll();
        assertEquals(
                List.of(
                        "changed",
                        "answered a",
                        "announced a",
                        "active",
                        "answered b",
                        "announced b",
                        "changed",
                        "answered c",
                        "announced c",
                        "bus 3"),
                happened);
    }

    @Test
    void nothingOfADeletedMessageIsToldAfterTheAnswer() {
        answered(edit("deletion"), "deletion");
        answered(edit("deleted"), "deleted");
        runAll();
        assertEquals(
                List.of(
                        "changed",
                        "announced deletion",
                        "answered deletion",
                        "announced deleted",
                        "answered deleted",
                        "bus 1"),
                happened);
    }

    @Test
    void aBatchEndsWithAChangeOfAChatWhichIsAnnouncedBeforeItIsAnswered() {
        answered(write("a"), "a");
        answered(update("removal"), "removal");
        answered(write("b"), "b");
        runAll();
        assertEquals(List.of(2, 1), batches);
        assertEquals(
                List.of(
                        "active",
                        "answered a",
                        "announced a",
                        "chat changed",
                        "announced removal",
                        "answered removal",
                        "bus 2",
                        "active",
                        "announced b",
                        "answered b",
                        "bus 1"),
                happened);
    }

    @Test
    void whatIsQueuedBehindAChangeOfAChatThatCannotBeStoredIsRefused() {
        failures.add(new SQLException("away", "08006"));
        Draft change = update("removal");
        Draft behind = write("a");
        runAll();
        assertEquals(ErrorCode.UNAVAILABLE, refusal(change));
        assertEquals(ErrorCode.UNAVAILABLE, refusal(behind));
        assertEquals(List.of(), happened);
    }

    @Test
    void aRepeatIsAnsweredAndNotAnnouncedAgain() {
        write("repeat");
        Draft draft = write("repeat of a");
        runAll();
        assertFalse(draft.future().join().fresh());
        assertEquals(List.of("active", "announced repeat", "bus 1"), happened);
    }

    @Test
    void aMessageThatCannotBeStoredFailsAlone() {
        Draft good = write("a");
        Draft bad = write("bad");
        Draft last = write("c");
        runAll();
        assertTrue(good.future().join().fresh());
        assertTrue(last.future().join().fresh());
        assertEquals(ErrorCode.INTERNAL, refusal(bad));
        assertEquals(List.of(3, 1, 1, 1), batches);
    }

    @Test
    void aRepeatThatAnotherNodeStoredFirstIsTriedOnceMore() {
        failures.add(new SQLException("duplicate key", UNIQUE));
        Draft draft = write("a");
        runAll();
        assertTrue(draft.future().join().fresh());
        assertEquals(List.of(1, 1), batches);
    }

    @Test
    void aRepeatIsNotTriedWithoutEnd() {
        failures.add(new SQLException("duplicate key", UNIQUE));
        failures.add(new SQLException("duplicate key", UNIQUE));
        Draft draft = write("a");
        runAll();
        assertEquals(ErrorCode.INTERNAL, refusal(draft));
        assertEquals(List.of(1, 1), batches);
    }

    @Test
    void withoutADatabaseAllThatWaitAreRefusedAndTheNextOneIsTriedAgain() {
        failures.add(new SQLException("connection refused", AWAY));
        Draft first = write("a");
        Draft second = write("b");
        runAll();
        assertEquals(ErrorCode.UNAVAILABLE, refusal(first));
        assertEquals(ErrorCode.UNAVAILABLE, refusal(second));
        assertEquals(List.of(2), batches);

        Draft later = write("c");
        runAll();
        assertTrue(later.future().join().fresh());
    }

    @Test
    void aCommitInDoubtIsSettledBeforeAnythingElseIsStoredAndBelongsToNobody() {
        MessageDraft doubtful = draft("doubtful");
        MessageInsert.Inserted stored = stored(doubtful, 1);
        failures.add(new InDoubtCommit("4711", List.of(stored), Map.of(), new SQLException("gone", AWAY)));
        writer.write(doubtful);
        Draft waiting = write("b");
        runAll();
        assertEquals(ErrorCode.UNAVAILABLE, refusal(doubtful));
        assertEquals(ErrorCode.UNAVAILABLE, refusal(waiting));
        assertEquals(1, scheduled.size());

        Draft tooEarly = write("c");
        runAll();
        assertEquals(ErrorCode.UNAVAILABLE, refusal(tooEarly));
        assertEquals(List.of(2), batches);
        assertEquals(1, scheduled.size(), "one look later is enough for all");
        scheduled.remove().run();
        runAll();
        assertEquals(1, scheduled.size(), "it is looked at again and again");

        isSettled = true;
        settled.add(stored.event());
        Draft next = write("d");
        runAll();
        assertTrue(next.future().join().fresh());
        assertEquals(List.of("active", "announced doubtful", "bus 1", "active", "announced d", "bus 1"), happened);
    }

    @Test
    void aCommitInDoubtIsSettledWithoutAnotherMessage() {
        MessageDraft doubtful = write("doubtful");
        MessageInsert.Inserted stored = stored(doubtful, 1);
        failures.add(new InDoubtCommit("4711", List.of(stored), Map.of(), new SQLException("gone", AWAY)));
        runAll();
        isSettled = true;
        settled.add(stored.event());
        assertEquals(List.of(), marks);
        scheduled.remove().run();
        runAll();
        assertEquals(List.of("active", "announced doubtful", "bus 1"), happened);
        assertEquals(List.of("1 up to 1"), marks);
    }

    @Test
    void whoListensCannotKeepASenderFromHisAnswer() {
        isAnnouncingBroken = true;
        Draft draft = write("a");
        runAll();
        assertTrue(draft.future().join().fresh());
    }

    @Test
    void afterTheStopNothingIsTaken() {
        writer.stop();
        assertEquals(ErrorCode.UNAVAILABLE, refusal(write("a")));
        assertTrue(tasks.isEmpty());
    }

    @Test
    void aFullQueueRefusesAndKeepsWhatItHas() {
        Draft first = write("a");
        Draft draft = first;
        int taken = 0;
        while (!draft.future().isDone()) {
            taken++;
            draft = write("more");
        }
        assertEquals(ErrorCode.UNAVAILABLE, refusal(draft));
        runAll();
        assertTrue(first.future().join().fresh());
        assertEquals(taken, batches.stream().mapToInt(Integer::intValue).sum());
    }

    private MessageDraft write(String text) {
        MessageDraft draft = draft(text);
        writer.write(draft);
        return draft;
    }

    private static MessageDraft draft(String text) {
        return new MessageDraft(new RequestOrigin(ALICE, SOCKET), CHAT, ROOM, text, null);
    }

    /** Its JSON is its text, so that a test can read what was announced. */
    private static MessageInsert.Inserted stored(MessageDraft draft, long seq) {
        return new MessageInsert.Inserted(
                draft.stored(seq, CHAT, seq, Instant.EPOCH),
                new StoredMessage(CHAT, null, seq, 0, SOCKET, draft.message()));
    }

    private ChangeDraft edit(String text) {
        ChangeDraft draft = new ChangeDraft(new RequestOrigin(ALICE, SOCKET), new ToText(text), 0);
        writer.write(draft);
        return draft;
    }

    private ChatUpdateDraft update(String name) {
        ChatUpdateDraft draft = new ChatUpdateDraft(new RequestOrigin(ALICE, SOCKET), new ToName(CHAT, name));
        writer.write(draft);
        return draft;
    }

    private record ToName(Long chatId, String name) implements ChatUpdate {
        @Override
        public ChatState applyTo(ChatState before, long userId) {
            return before.withName(name);
        }
    }

    private record ToText(String text) implements Change {
        @Override
        public Long chatId() {
            return CHAT;
        }

        @Override
        public Long seq() {
            return 1L;
        }

        @Override
        public Message applyTo(Message message, Actor actor, Instant now) {
            return message.edited(text, now);
        }
    }

    private void answered(Draft draft, String text) {
        draft.future().thenRun(() -> happened.add("answered " + text));
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static ErrorCode refusal(Draft draft) {
        CompletionException failure = assertThrows(CompletionException.class, draft.future()::join);
        return ((ChatsException) failure.getCause()).code();
    }

    private MessageWriter writer() {
        MessageWriter made = new MessageWriter(
                new LifoExecutor() {
                    @Override
                    public void execute(Runnable task) {
                        tasks.add(task);
                    }
                },
                new ListStore(),
                new CommitResolver(null) {
                    @Override
                    List<ChatEvent> resolve(InDoubtCommit doubt) throws SQLException {
                        if (!isSettled) {
                            throw new SQLException("still away", AWAY);
                        }
                        return settled;
                    }
                },
                event(),
                bus(),
                new InFlightBatches(),
                new ChatActivity() {
                    @Override
                    public void messageStored(long chatId) {
                        happened.add("active");
                    }

                    @Override
                    public void messageChanged(long chatId) {
                        happened.add("changed");
                    }

                    @Override
                    public void chatChanged(StoredChatChange change) {
                        happened.add("chat changed");
                    }

                    @Override
                    public void membershipAsked(long chatId, long userId) {
                        happened.add("asked");
                    }
                },
                new SentMarks(null, Set::of, null) {
                    @Override
                    public void sent(long chatId, long authorId, long seq) {
                        marks.add(authorId + " up to " + seq);
                    }
                });
        made.scheduler = fake(ManagedScheduledExecutorService.class, (method, arguments) -> {
            scheduled.add((Runnable) arguments[0]);
            return null;
        });
        return made;
    }

    @SuppressWarnings("unchecked")
    private Event<ChatEvent> event() {
        return fake(Event.class, (method, arguments) -> {
            if (isAnnouncingBroken) {
                throw new IllegalStateException("a listener failed");
            }
            happened.add("announced "
                    + (arguments[0] instanceof StoredMessageChange change
                            ? change.message()
                            : ((ChatEvent) arguments[0]).json()));
            return null;
        });
    }

    @SuppressWarnings("unchecked")
    private Bus bus() {
        return fake(Bus.class, (method, arguments) -> {
            if (method.equals("hasOthers")) {
                return true;
            }
            Collection<? extends BusMessage> messages = (Collection<? extends BusMessage>) arguments[0];
            if (!messages.isEmpty()) {
                happened.add("bus " + messages.size());
            }
            return null;
        });
    }

    private interface Answering {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answering.answer(method.getName(), arguments)));
    }

    /** Refuses what is called bad, and takes what is called a repeat for one. */
    private final class ListStore extends BatchStore {
        private long seq;

        ListStore() {
            super(null, null);
        }

        @Override
        List<Outcome> store(List<Draft> drafts) throws SQLException, InDoubtCommit {
            batches.add(drafts.size());
            Exception failure = failures.poll();
            if (failure instanceof InDoubtCommit unknown) {
                throw unknown;
            }
            if (failure instanceof SQLException refused) {
                throw refused;
            }
            if (drafts.stream().anyMatch(draft -> text(draft).equals("bad"))) {
                throw new SQLException("invalid data", WRONG);
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Draft draft : drafts) {
                seq++;
                outcomes.add(outcome(draft));
            }
            return outcomes;
        }

        private Outcome outcome(Draft draft) {
            if (draft instanceof MessageDraft message) {
                MessageInsert.Inserted stored = stored(message, seq);
                return message.message().startsWith("repeat of")
                        ? Outcome.known(draft, new KnownMessage(stored.view(), null, null, 0))
                        : Outcome.sent(draft, stored);
            }
            if (draft instanceof ChatUpdateDraft update) {
                ChatChange change = new ChatChange(CHAT, seq, 1, null, null, List.of(), List.of(), List.of());
                String name = ((ToName) update.update()).name();
                StoredChatChange event = new StoredChatChange(CHAT, 1, seq, 0, List.of(), List.of(), name);
                return new Outcome(draft, WriteResult.of(change), event, null, null);
            }
            Message changed = stored(draft(text(draft)), 1).view();
            StoredMessageChange event = new StoredMessageChange(CHAT, null, 1, seq, 1, text(draft));
            return switch (text(draft)) {
                case "deletion" ->
                    new Outcome(draft, WriteResult.of(changed.deleted(Instant.EPOCH)), event, null, null);
                case "deleted" -> new Outcome(draft, WriteResult.of(changed), null, event, null);
                default -> new Outcome(draft, WriteResult.of(changed), event, null, null);
            };
        }

        private static String text(Draft draft) {
            if (draft instanceof ChatUpdateDraft update) {
                return ((ToName) update.update()).name();
            }
            return draft instanceof MessageDraft message
                    ? message.message()
                    : ((ChangeDraft) draft).change().text();
        }
    }
}
