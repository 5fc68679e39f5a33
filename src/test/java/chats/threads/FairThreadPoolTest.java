package chats.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FairThreadPoolTest {
    private final Deque<Runnable> further = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final FairThreadPool threads =
            new FairThreadPool(new FairThreadPool.Limits(1, 4, 2, 20, 8), further::addLast);

    @Test
    void aTaskRunsOnTheCallingThreadWhileFewRun() {
        threads.execute("a", () -> ran.add("here"));
        assertEquals(List.of("here"), ran);
        assertTrue(further.isEmpty());
    }

    @Test
    void aFurtherTaskRunsOnAnotherThread() {
        threads.execute("a", () -> {
            threads.execute("b", () -> ran.add("b"));
            assertEquals(List.of(), ran);
        });
        further.removeFirst().run();
        assertEquals(List.of("b"), ran);
    }

    @Test
    void aKeyCannotTakeTheThreadsOfOtherKeys() {
        threads.execute("busy", () -> {
            for (int i = 0; i < 5; i++) {
                threads.execute("busy", () -> ran.add("busy"));
            }
            assertEquals(1, further.size(), "two of four at a time");
            threads.execute("other", () -> ran.add("other"));
            assertEquals(2, further.size());
        });
        runAll();
        assertEquals(List.of("busy", "other", "busy", "busy", "busy", "busy"), ran);
    }

    @Test
    void keysTakeTurnsWhenTasksWait() {
        FairThreadPool one = new FairThreadPool(new FairThreadPool.Limits(1, 1, 1, 20, 8), further::addLast);
        one.execute("first", () -> {
            for (int i = 0; i < 3; i++) {
                one.execute("a", () -> ran.add("a"));
            }
            one.execute("b", () -> ran.add("b"));
        });
        runAll();
        assertEquals(List.of("a", "b", "a", "a"), ran);
    }

    @Test
    void tooManyWaitingTasksAreRefused() {
        threads.execute("a", () -> {
            for (int i = 0; i < 9; i++) {
                assertTrue(threads.execute("a", () -> ran.add("a")), "one runs and eight wait");
            }
            assertFalse(threads.execute("a", () -> ran.add("a")));
            assertTrue(threads.execute("b", () -> ran.add("b")));
        });
        runAll();
        assertEquals(10, ran.size());
        assertEquals(0, threads.waiting());
    }

    @Test
    void aTaskThatFailsGivesItsThreadBack() {
        for (int i = 0; i < 10; i++) {
            try {
                threads.execute("a", () -> {
                    throw new IllegalStateException("broken");
                });
            } catch (IllegalStateException expected) {
                // of the task
            }
        }
        threads.execute("a", () -> ran.add("here"));
        assertEquals(List.of("here"), ran);
    }

    @Test
    void everyTaskRunsOnceAndNeverTooManyAtATime() throws InterruptedException {
        ExecutorService pool = Executors.newCachedThreadPool();
        FairThreadPool shared = new FairThreadPool(new FairThreadPool.Limits(2, 6, 3, 100_000, 100_000), pool);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(8 * 500);
        for (int key = 0; key < 8; key++) {
            String name = "key" + key;
            pool.execute(() -> {
                for (int i = 0; i < 500; i++) {
                    shared.execute(name, () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.yield();
                        now.decrementAndGet();
                        done.countDown();
                    });
                }
            });
        }
        assertTrue(done.await(60, TimeUnit.SECONDS), "all have run");
        assertTrue(most.get() <= 6, most + " at a time");
        pool.shutdown();
    }

    private void runAll() {
        while (!further.isEmpty()) {
            further.removeFirst().run();
        }
    }
}
