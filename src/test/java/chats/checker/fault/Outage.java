package chats.checker.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is expected while the database is away: senders are told, sockets stay open, readiness says so, and it all passes. */
final class Outage {
    private static final int PATIENCE_SECONDS = 120;

    private final Site site;
    private final Crowd crowd;
    private final long unavailable;
    private final List<String> connectionsLost;
    private final List<Long> processes;

    private Outage(Site site, Crowd crowd) {
        crowd.awaitListening();
        this.site = site;
        this.crowd = crowd;
        this.unavailable = crowd.unavailable();
        this.connectionsLost = crowd.connectionsLost();
        this.processes = processes();
    }

    /** What breaks something, or mends it. */
    @FunctionalInterface
    interface Step {
        void take() throws IOException;
    }

    /** The database is away for that long, and until it was noticed. */
    static void lasts(Site site, Crowd crowd, Duration length, Step breaks, Step mends) throws IOException {
        Outage outage = new Outage(site, crowd);
        long end = System.nanoTime() + length.toNanos();
        breaks.take();
        try {
            outage.isNoticed();
            Patience.untilTime(end);
        } finally {
            mends.take();
        }
        outage.passes();
    }

    private void isNoticed() {
        assertTrue(
                Patience.within(PATIENCE_SECONDS, () -> crowd.unavailable() > unavailable),
                "a message is answered with unavailable");
        assertTrue(Patience.within(PATIENCE_SECONDS, () -> haveReadiness(503)), "/health/ready answers 503");
    }

    private void passes() {
        assertTrue(Patience.within(PATIENCE_SECONDS, () -> haveReadiness(200)), "/health/ready answers 200 again");
        crowd.awaitListening();
        assertEquals(connectionsLost, crowd.connectionsLost(), "sockets stay open");
        assertEquals(processes, processes(), "nobody restarts the server");
    }

    private List<Long> processes() {
        return site.nodes().stream().map(RunningServer::pid).toList();
    }

    private boolean haveReadiness(int status) {
        return site.nodes().stream()
                .allMatch(node -> Rest.stranger(node).get("/health/ready").status() == status);
    }
}
