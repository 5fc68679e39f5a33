package chats.checker.fault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.Patience;
import java.time.Duration;
import java.util.Random;

/**
 * Some messages break a constraint in the middle of a batch: they fail alone, and their neighbours are stored. The database
 * says which row it was; the log keeps that to itself.
 */
final class PoisonedMessages extends Fault {
    private static final int PATIENCE_SECONDS = 120;

    PoisonedMessages() {
        super(2, 15);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws Exception {
        String constraint = "CHECK (message NOT LIKE '%" + Crowd.POISON + "%') NOT VALID";
        site.run("ALTER TABLE messages_model ADD CONSTRAINT no_poison " + constraint);
        long refused = crowd.refused();
        try {
            crowd.poison(true);
            Patience.untilTime(System.nanoTime() + length.toNanos());
            assertTrue(Patience.within(PATIENCE_SECONDS, () -> crowd.refused() > refused), "a message is refused");
        } finally {
            crowd.poison(false);
            site.run("ALTER TABLE messages_model DROP CONSTRAINT no_poison");
        }
        assertFalse(site.log().contains(Crowd.POISON), "no message is to be read in the log");
    }
}
