package chats.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Channel;
import chats.bus.Node;
import chats.bus.Receiver;
import chats.bus.redis.RedisBus;
import chats.run.Opened;
import chats.run.Patience;
import chats.run.RunningRedis;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rate that two nodes share by a real Redis, at one a second. */
class SharedAllowanceTest {
    private static final int CAPACITY = 40;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);
    private final Opened opened = new Opened();
    private Allowance here;
    private Allowance there;

    @BeforeEach
    void start() throws Exception {
        RunningRedis.unavailable().ifPresent(reason -> Assumptions.abort(reason));
        RunningRedis redis = opened.add(RunningRedis.start());
        here = allowance(redis, "a");
        there = allowance(redis, "b");
    }

    @AfterEach
    void close() throws Exception {
        opened.close();
        executor.shutdownNow();
    }

    @Test
    void whatIsSpentOnOneNodeIsOwedOnAllOfThem() {
        assertEquals(Duration.ZERO, here.take());
        assertEquals(Duration.ZERO, there.spend(1_000));
        assertFalse(here.spend(1).isZero());
        assertFalse(here.take().isZero());
        Duration wait = there.take();
        assertTrue(wait.compareTo(Duration.ofSeconds(900)) > 0, wait::toString);
    }

    @Test
    void whatIsGivenBackOnOneNodeIsThereOnAllOfThem() {
        assertEquals(Duration.ZERO, here.spend(1_000));
        assertFalse(there.take().isZero());
        here.giveBack(1_000);
        assertEquals(Duration.ZERO, there.take());
        assertEquals(Duration.ZERO, here.take());
    }

    @Test
    void whatIsChargedOnOneNodeIsOwedOnAllOfThem() {
        Duration owed = here.charge(CAPACITY + 60);
        assertTrue(owed.compareTo(Duration.ofSeconds(55)) > 0, owed::toString);
        assertFalse(here.take().isZero());
        assertFalse(there.take().isZero());
        assertFalse(there.spend(1).isZero());
    }

    @Test
    void whatThereIsIsTakenOnce() {
        long start = System.nanoTime();
        int taken = 0;
        while ((taken % 2 == 0 ? here : there).take().isZero()) {
            taken++;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertTrue(taken >= CAPACITY && taken <= CAPACITY + seconds + 1, taken + " in " + seconds + " s");
    }

    private Allowance allowance(RunningRedis redis, String node) {
        RedisBus bus = opened.add(new RedisBus(redis.url(), new Node(node, node), executor));
        bus.deliverTo(new Receiver() {
            @Override
            public void receive(Channel channel, String text) {}

            @Override
            public void mayHaveMissed() {}
        });
        Patience.until("Redis is there", () -> bus.trouble().isEmpty());
        return new Allowance(bus, "rate:test:1", 1, CAPACITY);
    }
}
