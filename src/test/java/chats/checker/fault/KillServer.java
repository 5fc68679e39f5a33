package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.run.RunningServer;
import java.time.Duration;
import java.util.Random;

/** {@code kill -9} of the server, or of one of several, and a new one. */
final class KillServer extends Fault {
    KillServer() {
        super(0, 5);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws Exception {
        RunningServer node = site.anyNode(random);
        node.kill();
        Thread.sleep(length.toMillis());
        node.start();
        crowd.awaitListening();
    }
}
