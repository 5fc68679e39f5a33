package chats.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriterPoolTest {

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void end() {
        never.countDown();
        pool.shutdownNow();
        scheduler.shutdownNow();
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aWorkerDoesOneWriteAfterTheOther() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        WriterPool writers = new WriterPool(tasks::add, scheduler, 1, 10);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            writers.execute(done::incrementAndGet);
        }
        assertEquals(1, tasks.size());
        tasks.remove().run();
        assertEquals(100, done.get());
        writers.execute(done::incrementAndGet);
        tasks.remove().run();
        assertEquals(101, done.get(), "a worker that ended is started again");
    }

    @Test
    void hangingWritesHoldNobodyElseUp() throws Exception {
        WriterPool writers = new WriterPool(pool, scheduler, 2, 10);
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            if (i % 10 == 0) {
                writers.execute(this::hang);
            }
            writers.execute(done::countDown);
        }
        assertTrue(done.await(60, TimeUnit.SECONDS), () -> done.getCount() + " writes wait");
    }

    @Test
    void hangingWritesHoldNobodyUpEvenIfNoOtherWriteComes() throws Exception {
        WriterPool writers = new WriterPool(pool, scheduler, 2, 10);
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(() -> {
            try (FlushBatch writes = FlushBatch.begin()) {
                for (int i = 0; i < 5; i++) {
                    writers.execute(this::hang);
                }
                writers.execute(done::countDown);
            }
        });
        assertTrue(done.await(60, TimeUnit.SECONDS));
    }

    @Test
    void hangingWritesDoNotTakeTheWholePool() throws Exception {
        AtomicInteger threads = new AtomicInteger();
        WriterPool writers = new WriterPool(
                worker -> {
                    threads.incrementAndGet();
                    pool.execute(worker);
                },
                scheduler,
                1,
                3);
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            writers.execute(this::hang);
        }
        writers.execute(done::countDown);
        assertFalse(done.await(200, TimeUnit.MILLISECONDS));
        assertEquals(4, threads.get());
        never.countDown();
        assertTrue(done.await(60, TimeUnit.SECONDS), "goes on when they are through");
    }

    @Test
    void aPoolThatTakesNothingIsFoundOut() {
        WriterPool writers = new WriterPool(
                worker -> {
                    throw new RejectedExecutionException("shut down");
                },
                scheduler,
                1,
                1);
        assertThrows(RejectedExecutionException.class, () -> writers.execute(this::hang));
        assertThrows(RejectedExecutionException.class, () -> writers.execute(this::hang));
    }
}
