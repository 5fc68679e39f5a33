package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** PostgreSQL is stopped in an orderly way, connections and all, and started again. */
final class StopPostgres extends Fault {
    StopPostgres() {
        super(2, 10);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws IOException {
        Outage.lasts(site, crowd, length, site.postgres()::stop, site.postgres()::start);
    }
}
