package chats.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which marks are stored together and when, over a store in memory and a clock that stands still. */
class MarkWriterTest {
    private static final long CHAT = 7;
    private static final long ALICE = 1;
    private static final long BOB = 2;

    private final List<Map<MarkKey, Long>> stored = new ArrayList<>();
    private final List<AskedMark> asked = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final Set<Long> members = new HashSet<>(Set.of(ALICE, BOB));
    private final FiredMarks<MarksStored> fired = new FiredMarks<>();
    private SQLException failure;
    private Runnable meanwhile = () -> {};
    private long now = 1;

    private final MarkStore store = new MarkStore(null, null) {
        @Override
        List<StoredMark> store(Map<MarkKey, AskedMark> marks) throws SQLException {
            meanwhile.run();
            if (failure != null) {
                throw failure;
            }
            asked.addAll(marks.values());
            Map<MarkKey, Long> seqs = new LinkedHashMap<>();
            marks.forEach((key, mark) -> seqs.put(key, mark.seq()));
            stored.add(seqs);
            return seqs.entrySet().stream()
                    .filter(mark -> members.contains(mark.getKey().userId()))
                    .map(mark -> new StoredMark(
                            mark.getKey(),
                            null,
                            2,
                            true,
                            null,
                            new ReadState(mark.getValue(), 100 - mark.getValue(), 0, Preferences.NONE),
                            Set.of()))
                    .toList();
        }
    };
    private final SentMarks sent = new SentMarks(store, Set::of, new FiredMarks<SentMarksStored>().event());
    private final MarkWriter writer = new MarkWriter(store, sent, fired.event(), () -> now) {
        @Override
        void soon(Runnable task) {
            tasks.add(task);
        }

        @Override
        void later(Runnable task) {
            timers.add(task);
        }
    };

    private CompletableFuture<ReadMark> read(long user, long seq) {
        return writer.read(CHAT, user, seq, 40 + user).toCompletableFuture();
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void pause() {
        now += Duration.ofMillis(20).toNanos();
    }

    /** All who look whether something is due do so. */
    private void look() {
        List<Runnable> all = List.copyOf(timers);
        timers.clear();
        all.forEach(Runnable::run);
        runAll();
    }

    private static ErrorCode refusal(CompletableFuture<ReadMark> answer) {
        CompletionException refused = assertThrows(CompletionException.class, () -> answer.getNow(null));
        return ((ChatsException) refused.getCause()).code();
    }

    @Test
    void theFirstMarkIsStoredAtOnceAndAnsweredThen() {
        CompletableFuture<ReadMark> answer = read(ALICE, 3);
        assertFalse(answer.isDone());
        runAll();
        assertEquals(new ReadMark(CHAT, 3, 97, 0), answer.getNow(null));
        assertEquals(Set.of(41L), fired.fired.get(0).marks().get(0).sockets());
        assertTrue(timers.isEmpty());
    }

    @Test
    void furtherOnesWithinItsSecondAreOne() {
        read(ALICE, 3);
        runAll();
        List<CompletableFuture<ReadMark>> answers = List.of(read(ALICE, 9), read(ALICE, 7), read(ALICE, 8));
        runAll();
        look();
        assertEquals(1, stored.size());
        assertEquals(1, timers.size());
        now += Duration.ofSeconds(1).toNanos();
        look();
        assertEquals(2, stored.size());
        assertEquals(Map.of(new MarkKey(CHAT, ALICE), 9L), stored.get(1));
        answers.forEach(answer -> assertEquals(9, answer.getNow(null).readSeq()));
        assertTrue(timers.isEmpty());
    }

    @Test
    void whatIsDueTogetherIsStoredByOneStatement() {
        read(ALICE, 3);
        read(BOB, 4);
        read(BOB, 2);
        assertEquals(1, tasks.size());
        runAll();
        assertEquals(List.of(Map.of(new MarkKey(CHAT, ALICE), 3L, new MarkKey(CHAT, BOB), 4L)), stored);
    }

    @Test
    void whatComesSoonAfterAStatementSharesTheNext() {
        read(ALICE, 3);
        runAll();
        read(BOB, 4);
        read(BOB, 5);
        assertTrue(tasks.isEmpty());
        assertEquals(1, timers.size());
        pause();
        look();
        assertEquals(Map.of(new MarkKey(CHAT, BOB), 5L), stored.get(1));
        assertTrue(timers.isEmpty());
    }

    @Test
    void whatComesWhileAStatementRunsIsStoredByTheNext() {
        List<CompletableFuture<ReadMark>> later = new ArrayList<>();
        meanwhile = () -> {
            meanwhile = () -> {};
            pause();
            later.add(read(BOB, 4));
        };
        read(ALICE, 3);
        runAll();
        assertEquals(1, stored.size());
        assertEquals(1, timers.size());
        pause();
        look();
        assertEquals(4, later.get(0).getNow(null).readSeq());
    }

    @Test
    void whatComesWhileTheDatabaseHangsIsRefusedToo() {
        List<CompletableFuture<ReadMark>> later = new ArrayList<>();
        meanwhile = () -> later.add(read(BOB, 4));
        failure = new SQLException("no answer", "57014");
        read(ALICE, 3);
        runAll();
        assertEquals(ErrorCode.UNAVAILABLE, refusal(later.get(0)));
    }

    @Test
    void whoIsNoMemberIsRefused() {
        members.remove(BOB);
        CompletableFuture<ReadMark> stranger = read(BOB, 3);
        CompletableFuture<ReadMark> member = read(ALICE, 3);
        runAll();
        assertEquals(ErrorCode.NOT_A_MEMBER, refusal(stranger));
        assertEquals(3, member.getNow(null).readSeq());
    }

    @Test
    void withoutTheDatabaseMarksAreUnavailableAndTheNextAreStored() {
        failure = new SQLException("away", "08006");
        CompletableFuture<ReadMark> refused = read(ALICE, 3);
        runAll();
        assertEquals(ErrorCode.UNAVAILABLE, refusal(refused));
        failure = null;
        pause();
        CompletableFuture<ReadMark> again = read(BOB, 3);
        runAll();
        assertEquals(3, again.getNow(null).readSeq());
    }

    @Test
    void whileTheDatabaseHangsAllThatWaitsIsRefusedWithTheFirst() {
        read(ALICE, 3);
        runAll();
        pause();
        int[] calls = {0};
        meanwhile = () -> calls[0]++;
        failure = new SQLException("no answer", "57014");
        List<CompletableFuture<ReadMark>> answers = new ArrayList<>(List.of(read(ALICE, 4)));
        for (long user = 1_000; user < 3_500; user++) {
            answers.add(read(user, 3));
        }
        runAll();
        assertEquals(1, calls[0]);
        answers.forEach(answer -> assertEquals(ErrorCode.UNAVAILABLE, refusal(answer)));
    }

    @Test
    void aDatabaseThatHangsWhileEachIsStoredAloneIsAskedNoMore() {
        int[] calls = {0};
        meanwhile = () ->
                failure = ++calls[0] == 2 ? new SQLException("no answer", "57014") : new SQLException("", "23503");
        List<CompletableFuture<ReadMark>> answers = new ArrayList<>();
        for (long user = 1_000; user < 1_010; user++) {
            answers.add(read(user, 3));
        }
        runAll();
        assertEquals(2, calls[0]);
        answers.forEach(answer -> assertEquals(ErrorCode.UNAVAILABLE, refusal(answer)));
    }

    @Test
    void oneThatCannotBeStoredDoesNotKeepTheOthers() {
        failure = new SQLException("a user is gone", "23503");
        CompletableFuture<ReadMark> one = read(ALICE, 3);
        CompletableFuture<ReadMark> other = read(BOB, 3);
        runAll();
        assertEquals(ErrorCode.INTERNAL, refusal(one));
        assertEquals(ErrorCode.INTERNAL, refusal(other));
    }

    @Test
    void whatOneHasSentCounts() {
        sent.sent(CHAT, ALICE, 8);
        CompletableFuture<ReadMark> answer = read(ALICE, 3);
        runAll();
        assertEquals(8, answer.getNow(null).readSeq());
        CompletableFuture<ReadMark> later = read(ALICE, 3);
        sent.sent(CHAT, ALICE, 9);
        now += Duration.ofSeconds(1).toNanos();
        look();
        assertEquals(9, later.getNow(null).readSeq());
    }

    @Test
    void tooManyThatWaitAreRefused() {
        read(ALICE, 1);
        runAll();
        CompletableFuture<ReadMark> last = read(ALICE, 2);
        for (int i = 0; i < 65_535; i++) {
            last = read(ALICE, 3);
        }
        assertFalse(last.isDone());
        assertEquals(ErrorCode.UNAVAILABLE, refusal(read(BOB, 3)));
        now += Duration.ofSeconds(1).toNanos();
        look();
        assertEquals(3, last.getNow(null).readSeq());
        pause();
        CompletableFuture<ReadMark> next = read(BOB, 3);
        runAll();
        assertEquals(3, next.getNow(null).readSeq());
    }

    @Test
    void mergedMarksAreAsYoungAsTheNewest() {
        read(ALICE, 1);
        runAll();
        now += 10;
        read(ALICE, 6);
        now += 10;
        read(ALICE, 5);
        now += Duration.ofSeconds(1).toNanos();
        look();
        assertEquals(List.of(new AskedMark(1, 1), new AskedMark(6, 21)), asked);
    }

    private static void untilItWaits(Thread thread) {
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(thread.isAlive(), "it did not wait");
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theStopStoresWhatWaits() {
        read(ALICE, 1);
        runAll();
        CompletableFuture<ReadMark> waiting = read(ALICE, 5);
        writer.stop();
        assertEquals(5, waiting.getNow(null).readSeq());
    }

    @Test
    void theStopWaitsForWhatIsBeingStored() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        meanwhile = () -> {
            begun.countDown();
            await(goesOn);
        };
        CompletableFuture<ReadMark> answer = read(ALICE, 5);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(this::runAll);
        await(begun);
        Thread stop = new Thread(writer::stop);
        untilItWaits(stop);
        assertFalse(answer.isDone());
        goesOn.countDown();
        stop.join();
        assertTrue(answer.isDone());
        writing.get(10, TimeUnit.SECONDS);
        assertEquals(ErrorCode.UNAVAILABLE, refusal(read(BOB, 3)));
    }
}
