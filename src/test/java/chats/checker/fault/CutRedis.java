package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import chats.checker.wire.RedisRoad;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** Nothing gets through between one node and Redis, while the others go on. */
final class CutRedis extends Fault {
    CutRedis() {
        super(3, 15);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws IOException {
        RedisRoad road = site.redisRoads().get(random.nextInt(site.redisRoads().size()));
        RedisOutage.lasts(site, crowd, length, road::cut, road::mend);
    }
}
