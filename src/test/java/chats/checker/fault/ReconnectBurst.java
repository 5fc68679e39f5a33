package chats.checker.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.Patience;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Two hundred clients a second connect, enter every chat and are gone again, while the crowd talks; fewer where this machine
 * cannot do that many.
 */
final class ReconnectBurst extends Fault {
    private static final int PER_SECOND = 200;
    private static final int AT_ONCE = 30;
    private static final int PATIENCE_SECONDS = 120;

    ReconnectBurst() {
        super(1, 60);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) {
        int connectionsLost = crowd.connectionsLost().size();
        List<Visit> visits = new ArrayList<>();
        Deque<Visit> underWay = new ArrayDeque<>();
        long start = System.nanoTime();
        while (System.nanoTime() - start < length.toNanos()) {
            Patience.untilTime(start + visits.size() * TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
            Patience.within(PATIENCE_SECONDS, () -> areFewerThan(AT_ONCE, underWay));
            Visit visit = Visit.pay(site, crowd, random);
            visits.add(visit);
            underWay.add(visit);
        }
        Patience.within(PATIENCE_SECONDS, () -> areFewerThan(1, underWay));
        Map<String, Long> outcomes =
                visits.stream().collect(Collectors.groupingBy(Visit::outcome, TreeMap::new, Collectors.counting()));
        long setbacks = visits.stream().mapToLong(Visit::setbacks).sum();
        System.out.println("visitors " + outcomes + ", set back " + setbacks + " times; devices lost "
                + (crowd.connectionsLost().size() - connectionsLost) + " connections");
        assertEquals(Set.of(Visit.LET_IN), outcomes.keySet(), outcomes::toString);
    }

    private static boolean areFewerThan(int most, Deque<Visit> underWay) {
        underWay.removeIf(Visit::isOver);
        return underWay.size() < most;
    }
}
