package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Something that breaks, and is whole again in the end. */
public interface Fault {
    /** Every fault that strikes a server of any number of nodes. */
    static List<Fault> all() {
        return List.of(
                new KillServer(),
                new StopPostgres(),
                new KillPostgres(),
                new FreezePostgres(),
                new LostCommit(),
                new CutSockets(),
                new PoisonedMessages(),
                new FullDisk(),
                new ReconnectBurst(),
                new AllAttacks());
    }

    /** Those that need several nodes. */
    static List<Fault> ofNodes() {
        return List.of(new FreezeNode(), new RollingRestart(), new KillRedis(), new FreezeRedis(), new CutRedis());
    }

    /** @throws IllegalArgumentException there is none of this name */
    static Fault named(String name) {
        return Stream.concat(all().stream(), ofNodes().stream())
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + name));
    }

    /** Its name on the command line. */
    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** How long it lasts in its shortest form. */
    Duration shortest();

    /** How long it lasts in full. */
    Duration full();

    /**
     * Breaks it for that long while the crowd talks, and mends it.
     *
     * @throws AssertionError if the server does not behave as the contract says meanwhile
     */
    void strike(Site site, Crowd crowd, Duration length, Random random) throws Exception;
}
