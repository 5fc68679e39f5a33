package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.checker.fault.Fault;
import chats.checker.history.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two nodes are one to a crowd, whatever breaks between them. */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(2)
class BrokenNodesIT {
    private static final int DEVICES = 6;
    private static final int MESSAGES_PER_SECOND = 5;
    private static final long SEED = 7;

    @Test
    void nothingIsLostBetweenNodesWhileRedisGoesAndANodeFreezes(Nodes nodes) throws Exception {
        assertFlawless(nodes.site(), "cut-redis", "freeze-node", "kill-redis");
    }

    @Test
    @Tag("long")
    void nothingIsLostInARollingRestart(Nodes nodes) throws Exception {
        assertFlawless(nodes.site(), "rolling-restart");
    }

    private static void assertFlawless(Site site, String... faults) throws Exception {
        List<String> known = site.bugs();
        try (Crowd crowd = Crowd.gather(site, DEVICES, MESSAGES_PER_SECOND, SEED)) {
            crowd.talk();
            for (String name : faults) {
                Fault fault = Fault.named(name);
                fault.strike(site, crowd, fault.shortest(), new Random(SEED));
            }
            Verdict verdict = crowd.judge();
            assertTrue(verdict.counts().acknowledged() > 0, "something was said");
            assertTrue(verdict.isFlawless(), () -> verdict + crowd.circumstances());
        }
        List<String> bugs = new ArrayList<>(site.bugs());
        known.forEach(bugs::remove);
        assertEquals(List.of(), bugs, "in the servers' logs");
    }
}
