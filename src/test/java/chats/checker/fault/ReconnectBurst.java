package chats.checker.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.Await;
import chats.checker.Crowd;
import chats.checker.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Two hundred clients a second connect, enter every chat and are gone again, while the crowd talks. */
final class ReconnectBurst implements Fault {
    private static final int PER_SECOND = 200;
    private static final int PATIENCE_SECONDS = 60;

    @Override
    public Duration shortest() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration full() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) {
        long connectionsLost = crowd.connectionsLost();
        List<Visit> visits = new ArrayList<>();
        long start = System.nanoTime();
        for (int number = 0; number < length.toMillis() * PER_SECOND / 1_000; number++) {
            Await.until(start + number * TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
            visits.add(Visit.pay(site, crowd, random));
        }
        assertTrue(
                Await.within(PATIENCE_SECONDS, () -> visits.stream().allMatch(Visit::isOver)),
                "every visitor is answered");
        assertEquals(0, visits.stream().filter(visit -> !visit.wasLetIn()).count(), "visitors who were not let in");
        assertEquals(connectionsLost, crowd.connectionsLost(), "nobody else is disturbed");
    }
}
