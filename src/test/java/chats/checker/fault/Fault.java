package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Site;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Something that breaks, and is whole again in the end. */
public abstract class Fault {
    private final Duration shortest;
    private final Duration full;

    Fault(int shortestSeconds, int fullSeconds) {
        this.shortest = Duration.ofSeconds(shortestSeconds);
        this.full = Duration.ofSeconds(fullSeconds);
    }

    /** Every fault that strikes a server of any number of nodes. */
    public static List<Fault> all() {
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
    public static List<Fault> ofNodes() {
        return List.of(new FreezeNode(), new RollingRestart(), new KillRedis(), new FreezeRedis(), new CutRedis());
    }

    /** @throws IllegalArgumentException there is none of this name */
    public static Fault named(String name) {
        return Stream.concat(all().stream(), ofNodes().stream())
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + name));
    }

    /** Its name on the command line. */
    public final String name() {
        return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** How long it lasts in its shortest form. */
    public final Duration shortest() {
        return shortest;
    }

    /** How long it lasts in full. */
    public final Duration full() {
        return full;
    }

    /**
     * Breaks it for that long while the crowd talks, and mends it.
     *
     * @throws AssertionError if the server does not behave as the contract says meanwhile
     */
    public abstract void strike(Site site, Crowd crowd, Duration length, Random random) throws Exception;
}
