package chats.checker.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.client.Answer;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is expected while Redis is away: who is cut off says so and stays ready, sockets stay open, and it all passes. */
final class RedisOutage {
    private static final int PATIENCE_SECONDS = 120;

    private final Site site;
    private final Crowd crowd;
    private final List<String> connectionsLost;

    /** Redis is away for that long, and until it was noticed. */
    static void lasts(Site site, Crowd crowd, Duration length, Outage.Step breaks, Outage.Step mends)
            throws IOException {
        RedisOutage outage = new RedisOutage(site, crowd);
        breaks.take();
        try {
            outage.lasts(length);
        } finally {
            mends.take();
        }
        outage.passes();
    }

    private RedisOutage(Site site, Crowd crowd) {
        crowd.awaitListening();
        this.site = site;
        this.crowd = crowd;
        this.connectionsLost = crowd.connectionsLost();
    }

    private void lasts(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        assertTrue(
                Patience.within(PATIENCE_SECONDS, () -> site.nodes().stream().anyMatch(node -> says(node, "degraded"))),
                "/health/ready says degraded");
        assertTrue(
                Patience.within(PATIENCE_SECONDS, () -> site.nodes().stream().allMatch(RunningServer::isReady)),
                "all nodes are ready all the same");
        Patience.untilTime(end);
    }

    private void passes() {
        assertTrue(
                Patience.within(PATIENCE_SECONDS, () -> site.nodes().stream().allMatch(node -> says(node, "good"))),
                "/health/ready says good again");
        crowd.awaitListening();
        assertEquals(connectionsLost, crowd.connectionsLost(), "sockets stay open");
    }

    /** Whether the node is ready and in this state; a busy one may not be ready for a moment. */
    private static boolean says(RunningServer node, String state) {
        Answer answer = Rest.stranger(node).get("/health/ready");
        if (answer.status() != 200) {
            return false;
        }
        for (JsonNode check : answer.body().get("checks")) {
            if (check.get("name").asText().equals("nodes")) {
                return check.get("data").get("state").asText().equals(state);
            }
        }
        throw new AssertionError("There is no check of the nodes");
    }
}
