package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** PostgreSQL keeps its connections open and says nothing: only timeouts help, the longest of which is ten seconds. */
final class FreezePostgres extends Fault {
    FreezePostgres() {
        super(11, 25);
    }

    /** Lasts until the timeouts have worked, at least. */
    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws IOException {
        Outage.lasts(site, crowd, length, site.postgres()::freeze, site.postgres()::thaw);
    }
}
