package chats.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.fault.Fault;
import chats.checker.history.Verdict;
import chats.run.RunningRedis;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes are one to the crowd, whatever breaks between them. */
@Order(3)
class NodesFaultsIT {
    private static final int DEVICES = 6;
    private static final int MESSAGES_PER_SECOND = 15;
    private static final long SEED = 7;

    @Test
    @Tag("long")
    void nothingIsLostInARollingRestart() throws Exception {
        assertFlawless("rolling-restart");
    }

    @Test
    @Tag("long")
    void fiveMinutesOfAllFaultsBreakNoPromise() throws Exception {
        RunningRedis.unavailable().ifPresent(reason -> Assumptions.abort(reason));
        assertTrue(new Run(Options.of("--seed=2026", "--seconds=300", "--nodes=2")).isFlawless());
    }

    private static void assertFlawless(String... faults) throws Exception {
        RunningRedis.unavailable().ifPresent(reason -> Assumptions.abort(reason));
        try (Site site = Site.open(2);
                Crowd crowd = gather(site)) {
            crowd.talk();
            for (String name : faults) {
                Fault fault = Fault.named(name);
                fault.strike(site, crowd, fault.shortest(), new Random(SEED));
            }
            Verdict verdict = crowd.judge();
            assertTrue(verdict.counts().acknowledged() > 0, "something was said");
            assertTrue(verdict.isFlawless(), () -> verdict + crowd.circumstances());
            assertEquals(List.of(), site.bugs(), "in the servers' logs");
        }
    }

    private static Crowd gather(Site site) {
        return Crowd.gather(site, DEVICES, MESSAGES_PER_SECOND, SEED);
    }
}
