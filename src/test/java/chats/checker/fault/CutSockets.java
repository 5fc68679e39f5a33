package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.Patience;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Half of all sockets are cut at once; and again, as soon as everybody is back. */
final class CutSockets extends Fault {
    CutSockets() {
        super(1, 15);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) {
        long end = System.nanoTime() + length.toNanos();
        do {
            crowd.cutHalf(random);
            crowd.awaitListening();
            Patience.untilTime(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
        } while (System.nanoTime() < end);
    }
}
