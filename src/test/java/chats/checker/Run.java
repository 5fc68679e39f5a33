package chats.checker;

import chats.checker.fault.Fault;
import chats.checker.history.Verdict;
import chats.run.Patience;
import chats.run.ServerToStart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One run of the checker: a crowd talks for the time given while one fault after the other strikes; then all is judged. */
final class Run {
    private static final Path HISTORIES = Path.of("target", "checker-histories.txt");

    private final Options options;
    private final Map<String, Integer> struck = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    Run(Options options) {
        this.options = options;
    }

    /** Whether every promise was kept. Prints what happens meanwhile, and the verdict. */
    boolean isFlawless() throws Exception {
        System.out.println(options);
        try (Site site = Site.open(options.nodes(), this::within, Person::register);
                Crowd crowd = Crowd.gather(site, options.devices(), options.rate(), options.seed())) {
            crowd.talk();
            strikeAll(site, crowd);
            Verdict verdict = crowd.judge();
            site.bugs().forEach(broken::add);
            System.out.println("faults " + struck + "\n" + verdict + "expectations that were broken: " + broken);
            if (!verdict.isFlawless()) {
                System.out.println(crowd.circumstances());
                crowd.writeHistories(HISTORIES);
                System.out.println("All that happened is in " + HISTORIES);
            }
            return verdict.isFlawless() && broken.isEmpty();
        }
    }

    private ServerToStart within(ServerToStart server) {
        return options.heap().isEmpty() ? server : server.with("JVM_ARGS", "-Xmx" + options.heap());
    }

    private void strikeAll(Site site, Crowd crowd) throws Exception {
        Random random = new Random(options.seed());
        Schedule schedule = new Schedule(options.faults(), random);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.seconds());
        while (System.nanoTime() < end) {
            Patience.untilTime(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(schedule.quietMs()));
            Fault fault = schedule.next();
            Duration length = options.full() ? fault.full() : fault.shortest();
            System.out.println(
                    LocalTime.now(ZoneOffset.UTC) + " " + fault.name() + " for " + length.toSeconds() + " s");
            struck.merge(fault.name(), 1, Integer::sum);
            try {
                fault.strike(site, crowd, length, random);
            } catch (AssertionError e) {
                System.out.println(e.getMessage());
                broken.add(fault.name() + ": " + e.getMessage());
            }
        }
    }
}
