package chats.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OutboxUnderLoadTest {

    private record Numbered(int thread, int number) implements Frame {

        @Override
        public int bytes() {
            return 1;
        }
    }

    private static final OutboxListener NEVER_TOLD = new OutboxListener() {
        @Override
        public void overflowed() {
            throw new IllegalStateException("overflowed");
        }

        @Override
        public void failed(Throwable cause) {
            throw new IllegalStateException(cause);
        }
    };

    @Property(tries = 40)
    void eachThreadsFramesArriveOnceAndInOrder(
            @ForAll @IntRange(min = 1, max = 4) int threads, @ForAll boolean completesElsewhere) throws Exception {
        int each = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(3);
        ExecutorService offering = Executors.newFixedThreadPool(threads);
        try {
            List<Numbered> arrived = new ArrayList<>();
            AtomicInteger writing = new AtomicInteger();
            CountDownLatch all = new CountDownLatch(threads * each);
            Wire<Numbered> wire = (batch, completion) -> {
                assertEquals(1, writing.incrementAndGet(), "one writer");
                arrived.addAll(batch);
                int count = batch.size();
                writing.decrementAndGet();
                if (completesElsewhere && count % 2 == 0) {
                    pool.execute(completion::sent);
                } else {
                    completion.sent();
                }
                for (int i = 0; i < count; i++) {
                    all.countDown();
                }
            };
            Outbox<Numbered> outbox = new Outbox<>(new Limits(Integer.MAX_VALUE, 1 << 30), wire, pool, NEVER_TOLD);
            for (int t = 0; t < threads; t++) {
                int thread = t;
                offering.execute(() -> {
                    for (int n = 0; n < each; n++) {
                        outbox.offer(new Numbered(thread, n));
                    }
                });
            }
            assertTrue(all.await(60, TimeUnit.SECONDS), () -> all.getCount() + " frames are missing");
            int[] next = new int[threads];
            for (Numbered frame : arrived) {
                assertEquals(next[frame.thread()]++, frame.number());
            }
        } finally {
            pool.shutdownNow();
            offering.shutdownNow();
        }
    }
}
