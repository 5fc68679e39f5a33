package chats.checker.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.Patience;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;

/** The answer to a commit of messages is lost, so that nobody knows what became of it; then to another one. */
final class LostCommit extends Fault {
    private static final Pattern IN_DOUBT = Pattern.compile("The database did not answer a commit");
    private static final int PATIENCE_SECONDS = 120;
    private static final int TRIES = 20;

    LostCommit() {
        super(0, 15);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) {
        long end = System.nanoTime() + length.toNanos();
        do {
            assertTrue(losesOne(site), "the server finds a commit in doubt");
        } while (System.nanoTime() < end);
    }

    // Some commits are not those of messages.
    private static boolean losesOne(Site site) {
        long before = doubts(site);
        for (int tries = 0; tries < TRIES && doubts(site) == before; tries++) {
            site.road().loseCommit();
            assertTrue(Patience.within(PATIENCE_SECONDS, () -> !site.road().isLosing()), "something is committed");
            Patience.within(1, () -> doubts(site) > before);
        }
        return doubts(site) > before;
    }

    private static long doubts(Site site) {
        return IN_DOUBT.matcher(site.log()).results().count();
    }
}
