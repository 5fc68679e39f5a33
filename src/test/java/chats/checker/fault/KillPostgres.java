package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** Every process of PostgreSQL is killed, as if the power had failed; it recovers from its log. */
final class KillPostgres extends Fault {
    KillPostgres() {
        super(0, 5);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws IOException {
        Outage.lasts(site, crowd, length, site.postgres()::kill, site.postgres()::start);
    }
}
