package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.RunningServer;
import java.time.Duration;
import java.util.Random;

/** One node after the other is told to stop, and started again. */
final class RollingRestart implements Fault {
    @Override
    public Duration shortest() {
        return Duration.ZERO;
    }

    @Override
    public Duration full() {
        return Duration.ofSeconds(2);
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
