package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.Patience;
import chats.run.RunningServer;
import java.time.Duration;
import java.util.Random;

/** A node keeps its connections open and does nothing; then it goes on as if nothing had been. */
final class FreezeNode extends Fault {
    FreezeNode() {
        super(5, 20);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) {
        RunningServer node = site.anyNode(random);
        node.freeze();
        try {
            Patience.untilTime(System.nanoTime() + length.toNanos());
        } finally {
            node.thaw();
        }
        crowd.awaitListening();
    }
}
