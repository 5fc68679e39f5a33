package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** PostgreSQL keeps its connections open and says nothing: only timeouts help, the longest of which is ten seconds. */
final class FreezePostgres implements Fault {
    @Override
    public Duration shortest() {
        return Duration.ofSeconds(11);
    }

    @Override
    public Duration full() {
        return Duration.ofSeconds(25);
    }

    /** Lasts until the timeouts have worked, at least. */
    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws IOException {
        Outage.lasts(site, crowd, length, site.postgres()::freeze, site.postgres()::thaw);
    }
}
