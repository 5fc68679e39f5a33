package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** {@code kill -9} of Redis, and a new one that knows nothing. */
final class KillRedis extends Fault {
    KillRedis() {
        super(1, 8);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws IOException {
        RedisOutage.lasts(site, crowd, length, site.redis()::kill, site.redis()::launch);
    }
}
