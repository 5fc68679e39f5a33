package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Channel;
import chats.bus.Node;
import chats.bus.Receiver;
import chats.bus.redis.RedisBus;
import chats.run.Patience;
import chats.run.RunningRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The failure logs of two nodes that share a real Redis; a single node is tested by {@link LoginThrottleTest}. */
class FailureLogTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private RunningRedis redis;
    private RedisBus firstBus;
    private RedisBus secondBus;
    private FailureLog first;
    private FailureLog second;

    @BeforeEach
    void start() {
        RunningRedis.unavailable().ifPresent(reason -> Assumptions.abort(reason));
        redis = RunningRedis.start();
        firstBus = bus("a");
        secondBus = bus("b");
        Patience.until(
                "both reach Redis",
                () -> firstBus.trouble().isEmpty() && secondBus.trouble().isEmpty());
        first = new FailureLog(Clock.systemUTC(), firstBus, "kind", WINDOW);
        second = new FailureLog(Clock.systemUTC(), secondBus, "kind", WINDOW);
    }

    @AfterEach
    void stop() {
        if (redis != null) {
            firstBus.close();
            secondBus.close();
            redis.close();
        }
        executor.shutdownNow();
    }

    @Test
    void failuresCountOnBothNodesTogether() {
        assertEquals(Duration.ZERO, first.attempt("alice").take(2));
        assertEquals(Duration.ZERO, second.attempt("alice").take(2));

        assertWaits(first.attempt("alice").take(2));
        assertWaits(second.attempt("alice").take(2));
        assertEquals(Duration.ZERO, first.attempt("bob").take(2));
    }

    @Test
    void fewerMayBeAllowedThanThereAreAlready() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, first.attempt("alice").take(10));
        }

        assertWaits(second.attempt("alice").take(1));
        assertEquals(Duration.ZERO, second.attempt("alice").take(10));
    }

    @Test
    void whatIsGivenBackOrClearedCountsNowhere() {
        FailureLog.Attempt attempt = first.attempt("alice");
        assertEquals(Duration.ZERO, attempt.take(1));
        assertWaits(second.attempt("alice").take(1));
        attempt.giveBack();
        takenSoon(second).clear();
        takenSoon(first);
    }

    /** What one node takes back, the other one knows of a moment later. */
    private static FailureLog.Attempt takenSoon(FailureLog log) {
        FailureLog.Attempt attempt = log.attempt("alice");
        Patience.until("one more may be tried", () -> attempt.take(1).isZero());
        return attempt;
    }

    private RedisBus bus(String name) {
        RedisBus bus = new RedisBus(redis.url(), new Node(name, name), executor);
        bus.deliverTo(new Receiver() {
            @Override
            public void receive(Channel channel, String text) {
                // nothing is sent
            }

            @Override
            public void mayHaveMissed() {
                // nor waited for
            }
        });
        return bus;
    }

    private static void assertWaits(Duration wait) {
        assertTrue(wait.compareTo(Duration.ZERO) > 0 && wait.compareTo(WINDOW) <= 0, wait::toString);
    }
}
