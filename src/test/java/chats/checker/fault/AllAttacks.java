package chats.checker.fault;

import chats.attacks.Attackers;
import chats.checker.Crowd;
import chats.checker.Site;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Strangers attack one node in all known ways at once, from as many addresses as leave half of everything to others. */
final class AllAttacks extends Fault {
    private static final int ADDRESSES = 8;

    AllAttacks() {
        super(2, 30);
    }

    @Override
    public void strike(Site site, Crowd crowd, Duration length, Random random) throws Exception {
        Attackers.begin(site.anyNode(random), ADDRESSES, length);
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }
}
