package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** Redis keeps its connections open and says nothing. */
final class FreezeRedis extends Fault {
    FreezeRedis() {
        super(3, 12);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws IOException {
        RedisOutage.lasts(site, crowd, length, site.redis()::freeze, site.redis()::thaw);
    }
}
