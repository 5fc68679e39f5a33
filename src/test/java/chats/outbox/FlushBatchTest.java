package chats.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlushBatchTest {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Runnable> otherThreads = new ArrayDeque<>();
    private final WriterPool pool = new WriterPool(otherThreads::add, scheduler, 2, 10);
    private final AtomicInteger written = new AtomicInteger();

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    private void offer(int writes) {
        for (int i = 0; i < writes; i++) {
            pool.execute(written::incrementAndGet);
        }
    }

    @Test
    void littleIsWrittenByTheThreadItselfAtTheEnd() {
        try (FlushBatch batch = FlushBatch.begin()) {
            offer(10);
            assertEquals(0, written.get());
        }
        assertEquals(10, written.get());
        assertTrue(otherThreads.isEmpty(), "nobody else was woken up");
    }

    @Test
    void onePoolDoesNotWaitForThePeersOfAnother() {
        WriterPool other = new WriterPool(otherThreads::add, scheduler, 2, 10);
        try (FlushBatch batch = FlushBatch.begin()) {
            offer(1);
            other.execute(written::incrementAndGet);
        }
        assertEquals(1, written.get());
        assertEquals(1, otherThreads.size(), "a worker of the other pool");
        otherThreads.remove().run();
        assertEquals(2, written.get());
    }

    @Test
    void muchIsWrittenByAnotherOneToo() {
        try (FlushBatch batch = FlushBatch.begin()) {
            offer(50);
            assertTrue(otherThreads.isEmpty());
        }
        assertEquals(50, written.get());
        assertEquals(1, otherThreads.size());
    }

    @Test
    void veryMuchDoesNotWaitForTheEnd() {
        try (FlushBatch batch = FlushBatch.begin()) {
            offer(1_000);
            assertEquals(2, otherThreads.size(), "all workers have started");
            otherThreads.remove().run();
            assertEquals(1_000, written.get());
        }
    }

    @Test
    void whatLeavesInBetweenIsWrittenByOthers() {
        try (FlushBatch batch = FlushBatch.begin()) {
            offer(3);
            FlushBatch.leave();
            assertEquals(1, otherThreads.size());
            offer(2);
            assertEquals(0, written.get());
            otherThreads.remove().run();
            assertEquals(5, written.get());
        }
        assertEquals(5, written.get());
    }

    @Test
    void otherThreadsAndLaterOffersDoNotWait() throws Exception {
        try (FlushBatch batch = FlushBatch.begin()) {
            CompletableFuture.runAsync(() -> offer(1)).get();
            assertEquals(1, otherThreads.size());
        }
        otherThreads.remove().run();
        offer(1);
        assertEquals(1, otherThreads.size());
    }
}
