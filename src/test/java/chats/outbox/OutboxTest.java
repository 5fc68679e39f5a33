package chats.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.outbox.FakeWire.Word;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Object> told = new ArrayList<>();
    private final OutboxListener owner = new OutboxListener() {
        @Override
        public void overflowed() {
            told.add("overflowed");
        }

        @Override
        public void failed(Throwable cause) {
            told.add(cause);
        }
    };

    private Outbox<Word> outbox(Wire<Word> wire, Executor executor) {
        return new Outbox<>(new Limits(3, 10), wire, executor, owner);
    }

    private Outbox<Word> outbox(Wire<Word> wire) {
        return outbox(wire, tasks::add);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static boolean offer(Outbox<Word> outbox, String text) {
        return outbox.offer(new Word(text));
    }

    @Test
    void framesThatWaitTogetherLeaveTogether() {
        FakeWire wire = new FakeWire(true);
        Outbox<Word> outbox = outbox(wire);
        offer(outbox, "a");
        offer(outbox, "b");
        assertEquals(1, tasks.size(), "one task for both");
        runTasks();
        offer(outbox, "c");
        runTasks();
        assertEquals(List.of(List.of("a", "b"), List.of("c")), wire.batches);
    }

    @Test
    void whatArrivesDuringAWriteFollowsWithoutAnotherTask() {
        FakeWire wire = new FakeWire(false);
        Outbox<Word> outbox = outbox(wire);
        offer(outbox, "a");
        runTasks();
        offer(outbox, "b");
        offer(outbox, "c");
        assertTrue(tasks.isEmpty());
        wire.sent();
        assertEquals(List.of(List.of("a"), List.of("b", "c")), wire.batches);
        wire.sent();
        assertEquals(0, outbox.size());
    }

    @Test
    void whatTheWireItselfOffersWhileItIsCalledFollows() {
        List<String> sent = new ArrayList<>();
        List<Outbox<Word>> self = new ArrayList<>();
        Outbox<Word> outbox = outbox(
                (batch, completion) -> {
                    batch.forEach(word -> sent.add(word.text()));
                    if (sent.size() < 10_000) {
                        self.get(0).offer(new Word("x"));
                    }
                    completion.sent();
                },
                Runnable::run);
        self.add(outbox);
        offer(outbox, "x");
        assertEquals(10_000, sent.size(), "in a loop, not by recursion");
    }

    @Test
    void tooManyFramesOverflowOnce() {
        FakeWire wire = new FakeWire(true);
        Outbox<Word> outbox = outbox(wire);
        assertTrue(offer(outbox, "a") && offer(outbox, "b") && offer(outbox, "c"));
        assertFalse(offer(outbox, "d"));
        assertFalse(offer(outbox, "e"));
        runTasks();
        assertEquals(List.of("overflowed"), told);
        assertTrue(wire.batches.isEmpty(), "what waited is dropped");
    }

    @Test
    void tooManyBytesOverflow() {
        Outbox<Word> outbox = outbox(new FakeWire(true));
        assertTrue(offer(outbox, "1234567890"));
        assertFalse(offer(outbox, "1"));
        runTasks();
        assertEquals(List.of("overflowed"), told);
    }

    @Test
    void framesInFlightCount() {
        FakeWire wire = new FakeWire(false);
        Outbox<Word> outbox = outbox(wire);
        offer(outbox, "a");
        runTasks();
        assertTrue(offer(outbox, "b") && offer(outbox, "c"));
        wire.sent();
        assertTrue(offer(outbox, "d"));
        assertFalse(offer(outbox, "e"));
    }

    @Test
    void bytesThatLeftCountNoMore() {
        FakeWire wire = new FakeWire(true);
        Outbox<Word> outbox = outbox(wire, Runnable::run);
        for (int i = 0; i < 100; i++) {
            assertTrue(offer(outbox, "1234567890"));
        }
        assertEquals(100, wire.batches.size());
    }

    @Test
    void oneFrameBeyondTheLimitPassesThroughAnEmptyOutbox() {
        FakeWire wire = new FakeWire(true);
        assertTrue(offer(outbox(wire, Runnable::run), "longer than ten bytes"));
        assertEquals(1, wire.batches.size());
    }

    @Test
    void aStalledWireDelaysNobodyWhoOffers() {
        Outbox<Word> outbox = outbox(new FakeWire(false));
        offer(outbox, "a");
        runTasks();
        offer(outbox, "b");
        offer(outbox, "c");
        offer(outbox, "d");
        runTasks();
        assertEquals(List.of("overflowed"), told, "the owner hears of it while the wire still hangs");
    }

    @Test
    void aFailedWriteEndsTheOutbox() {
        FakeWire wire = new FakeWire(false);
        Outbox<Word> outbox = outbox(wire);
        offer(outbox, "a");
        runTasks();
        offer(outbox, "b");
        IOException gone = new IOException("gone");
        wire.fails(gone);
        wire.fails(gone);
        assertEquals(1, told.size());
        assertSame(gone, told.get(0));
        assertFalse(offer(outbox, "c"));
        assertEquals(1, wire.batches.size());
    }

    @Test
    void anExceptionOfTheWireIsAFailure() {
        IOException gone = new IOException("gone");
        Outbox<Word> outbox = outbox(
                (batch, completion) -> {
                    throw gone;
                },
                Runnable::run);
        offer(outbox, "a");
        assertEquals(List.of(gone), told);
        assertFalse(offer(outbox, "b"));
    }

    @Test
    void anExecutorThatTakesNoWorkIsAFailure() {
        Outbox<Word> outbox = outbox(new FakeWire(true), task -> {
            throw new RejectedExecutionException("shut down");
        });
        assertFalse(offer(outbox, "a"));
        assertEquals(RejectedExecutionException.class, told.get(0).getClass());
    }

    @Test
    void closingDropsWhatWaitsAndTellsNobody() {
        FakeWire wire = new FakeWire(true);
        Outbox<Word> outbox = outbox(wire);
        offer(outbox, "a");
        outbox.close();
        assertFalse(offer(outbox, "b"));
        runTasks();
        assertTrue(wire.batches.isEmpty());
        assertTrue(told.isEmpty());
    }

    @Test
    void theLastFrameFollowsWhatWaitsEvenIfThereIsNoRoom() {
        FakeWire wire = new FakeWire(true);
        Outbox<Word> outbox = outbox(wire);
        offer(outbox, "a");
        offer(outbox, "b");
        offer(outbox, "c");
        outbox.finish(new Word("bye"));
        assertFalse(offer(outbox, "d"));
        runTasks();
        assertEquals(List.of(List.of("a", "b", "c", "bye")), wire.batches);
        assertTrue(told.isEmpty());
    }

    @Test
    void heldFramesLeaveWhenReleased() {
        FakeWire wire = new FakeWire(true);
        Outbox<Word> outbox = outbox(wire);
        outbox.hold();
        offer(outbox, "a");
        offer(outbox, "b");
        runTasks();
        assertTrue(wire.batches.isEmpty());
        outbox.release();
        runTasks();
        assertEquals(List.of(List.of("a", "b")), wire.batches);
    }

    @Test
    void aWireThatHoldsTheOutboxGetsOneBatchAtATime() {
        List<List<Word>> polls = new ArrayList<>();
        List<Outbox<Word>> self = new ArrayList<>();
        Outbox<Word> outbox = outbox(
                (batch, completion) -> {
                    self.get(0).hold();
                    polls.add(List.copyOf(batch));
                    completion.sent();
                },
                Runnable::run);
        self.add(outbox);
        offer(outbox, "a");
        offer(outbox, "b");
        offer(outbox, "c");
        assertEquals(1, polls.size());
        outbox.release();
        assertEquals(List.of(new Word("b"), new Word("c")), polls.get(1));
    }

    @Test
    void anotherWireGoesOnWhereTheFirstOneStopped() {
        FakeWire slow = new FakeWire(false);
        FakeWire fast = new FakeWire(true);
        Outbox<Word> outbox = outbox(slow);
        offer(outbox, "a");
        runTasks();
        outbox.rewire(fast);
        offer(outbox, "b");
        runTasks();
        assertTrue(fast.batches.isEmpty(), "the batch in flight comes first");
        slow.sent();
        assertEquals(List.of(List.of("b")), fast.batches);
    }
}
