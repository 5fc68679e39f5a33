package chats.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.outbox.FakeWire.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The lane of frames that a slow peer may lose. */
class DroppableLaneTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Object> told = new ArrayList<>();
    private final FakeWire wire = new FakeWire(false);
    private final Outbox<Word> outbox = outbox(wire);

    private Outbox<Word> outbox(Wire<Word> to) {
        return new Outbox<>(new Limits(3, 10), to, tasks::add, new OutboxListener() {
            @Override
            public void overflowed() {
                told.add("overflowed");
            }

            @Override
            public void failed(Throwable cause) {
                told.add(cause);
            }
        });
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private boolean drops(String key, String text) {
        return outbox.offerDroppable(key, new Word(text));
    }

    @Test
    void aDroppableFrameLeavesByItself() {
        assertFalse(drops("a", "typing"));
        runTasks();
        assertEquals(List.of(List.of("typing")), wire.batches);
        wire.sent();
        assertEquals(0, outbox.size());
    }

    @Test
    void someThatWaitCanBeDropped() {
        drops("a1", "typing");
        drops("b1", "typing too");
        drops("a2", "read");
        outbox.dropDroppable(key -> ((String) key).startsWith("a"));
        runTasks();
        assertEquals(List.of(List.of("typing too")), wire.batches);
        wire.sent();
        drops("a1", "typing");
        outbox.dropDroppable(key -> true);
        runTasks();
        assertEquals(1, wire.batches.size());
        outbox.offer(new Word("m1"));
        runTasks();
        assertEquals(List.of("m1"), wire.batches.get(1));
    }

    @Test
    void itNeverLeavesBeforeAFrameThatWaits() {
        drops("a", "typing");
        outbox.offer(new Word("m1"));
        outbox.offer(new Word("m2"));
        runTasks();
        assertEquals(List.of(List.of("m1", "m2", "typing")), wire.batches);
    }

    @Test
    void aNewerOneTakesThePlaceOfTheOneWithItsKey() {
        drops("a", "here");
        drops("b", "typing");
        drops("a", "gone");
        runTasks();
        assertEquals(List.of(List.of("gone", "typing")), wire.batches);
    }

    @Test
    void oneThatIsInFlightIsNotReplaced() {
        drops("a", "here");
        runTasks();
        drops("a", "gone");
        wire.sent();
        assertEquals(List.of(List.of("here"), List.of("gone")), wire.batches);
    }

    @Test
    void theOldestIsDroppedWhereTooManyWait() {
        outbox.hold();
        for (int i = 0; i < DroppableLane.MOST; i++) {
            assertFalse(drops("key " + i, "s" + i));
        }
        assertFalse(drops("key 5", "again"), "one that is replaced makes room itself");
        assertTrue(drops("one more", "more"));
        outbox.release();
        runTasks();
        assertEquals("s1", wire.batches.get(0).get(0));
        assertEquals(List.of(), told);
    }

    @Test
    void manyLeaveInShortBatchesAndMessagesPassThemMeanwhile() {
        outbox.hold();
        int more = 10;
        for (int i = 0; i < DroppableLane.MOST_IN_A_BATCH + more; i++) {
            drops("key " + i, "s" + i);
        }
        outbox.release();
        runTasks();
        assertEquals(DroppableLane.MOST_IN_A_BATCH, wire.batches.get(0).size());
        outbox.offer(new Word("message"));
        wire.sent();
        assertEquals(1 + more, wire.batches.get(1).size());
        assertEquals("message", wire.batches.get(1).get(0));
    }

    @Test
    void theyTakeNoRoomFromMessages() {
        outbox.hold();
        for (int i = 0; i < 100; i++) {
            drops("key " + i, "longer than ten bytes");
        }
        outbox.release();
        runTasks();
        assertEquals(0, outbox.fill());
        for (String text : List.of("a", "b", "c")) {
            assertTrue(outbox.offer(new Word(text)));
        }
        assertFalse(outbox.offer(new Word("d")));
        runTasks();
        assertEquals(List.of("overflowed"), told, "by messages alone");
    }

    @Test
    void aPeerThatReadsNothingIsNotCutOffForThem() {
        drops("first", "in flight");
        runTasks();
        for (int i = 0; i < 3 * DroppableLane.MOST; i++) {
            drops("key " + i, "s" + i);
        }
        runTasks();
        assertEquals(List.of(), told);
        assertTrue(outbox.offer(new Word("a message")));
    }

    @Test
    void nothingFollowsTheLastFrame() {
        drops("a", "typing");
        outbox.finish(new Word("bye"));
        assertFalse(drops("b", "too late"));
        runTasks();
        assertEquals(List.of(List.of("bye")), wire.batches);
    }

    @Test
    void aClosedOutboxSendsNone() {
        drops("a", "typing");
        outbox.close();
        assertFalse(drops("b", "too late"));
        runTasks();
        assertEquals(List.of(), wire.batches);
    }

    @Test
    void heldOnesLeaveWhenReleasedBehindTheMessages() {
        outbox.hold();
        drops("a", "typing");
        outbox.offer(new Word("m"));
        runTasks();
        assertEquals(List.of(), wire.batches);
        outbox.release();
        runTasks();
        assertEquals(List.of(List.of("m", "typing")), wire.batches);
    }

    @Test
    void anotherWireGetsThoseThatWait() {
        FakeWire other = new FakeWire(true);
        outbox.hold();
        drops("a", "typing");
        outbox.rewire(other);
        outbox.release();
        runTasks();
        assertEquals(List.of(List.of("typing")), other.batches);
    }

    @Test
    void anExecutorThatTakesNoWorkIsAFailureHereToo() {
        Outbox<Word> stopped = new Outbox<>(
                new Limits(3, 10),
                wire,
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                new OutboxListener() {
                    @Override
                    public void overflowed() {
                        told.add("overflowed");
                    }

                    @Override
                    public void failed(Throwable cause) {
                        told.add(cause.getMessage());
                    }
                });
        assertFalse(stopped.offerDroppable("a", new Word("typing")));
        assertEquals(List.of("shut down"), told);
    }
}
