package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.RunningServer;
import java.time.Duration;
import java.util.Random;

/** One node after the other is told to stop, and started again. */
final class RollingRestart extends Fault {
    RollingRestart() {
        super(0, 2);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws Exception {
        for (RunningServer node : site.nodes()) {
            node.stop();
            Thread.sleep(length.toMillis());
            node.start();
            crowd.awaitListening();
        }
    }
}
