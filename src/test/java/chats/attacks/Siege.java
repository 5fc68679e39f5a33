package chats.attacks;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program: attacks on a server of its own, one after the other or all at once, and how long others wait meanwhile. {@code SECURITY.md} says how
 * it is started.
 */
public final class Siege {
    private final Map<String, String> options = new LinkedHashMap<>(
            Map.of("seconds", "20", "addresses", "1", "heap", "512m", "attacks", "each", "users", "200000"));

    private Siege(String... arguments) {
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (options.replace(parts[0], parts[1]) == null) {
                throw new IllegalArgumentException("What is " + argument + "?");
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(new Siege(arguments).run() ? 0 : 1);
    }

    /** Whether the server is still there at the end. */
    private boolean run() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.temporary();
                RunningServer server = ServerToStart.on(postgres)
                        .with("JVM_ARGS", "-XX:+UseSerialGC -Xmx" + options.get("heap"))
                        .start()) {
            fill(postgres, Integer.parseInt(options.get("users")));
            try (Bystanders others = new Bystanders(server)) {
                System.out.println("attack                what       waits   p50 ms   p99 ms   max ms");
                report("none", server, others);
                for (Map.Entry<String, List<Attack>> phase : phases().entrySet()) {
                    begin(server, phase.getValue());
                    report(phase.getKey(), server, others);
                }
                report("none any more", server, others);
            }
            System.out.println("The server " + (server.isRunning() ? "is still there." : "has ended."));
            return server.isRunning();
        }
    }

    private Map<String, List<Attack>> phases() {
        Map<String, Attack> all = Attacks.all();
        Map<String, List<Attack>> phases = new LinkedHashMap<>();
        String chosen = options.get("attacks");
        if (chosen.equals("all")) {
            phases.put("all at once", List.copyOf(all.values()));
        } else if (chosen.equals("each")) {
            all.forEach((name, attack) -> phases.put(name, List.of(attack)));
        } else {
            Stream.of(chosen.split(",")).forEach(name -> phases.put(name, List.of(all.get(name))));
        }
        return phases;
    }

    private void begin(RunningServer server, List<Attack> attacks) throws IOException {
        Duration length = Duration.ofSeconds(Long.parseLong(options.get("seconds")));
        Attackers.begin(server, Integer.parseInt(options.get("addresses")), length, attacks);
    }

    private void report(String name, RunningServer server, Bystanders others) throws InterruptedException {
        others.waits();
        others.failures();
        TimeUnit.SECONDS.sleep(Long.parseLong(options.get("seconds")));
        others.waits()
                .forEach((what, waits) -> System.out.printf(
                        "%-20s  %-8s  %6d  %7d  %7d  %7d%n",
                        name, what, waits.length, at(waits, 0.5), at(waits, 0.99), at(waits, 1)));
        System.out.printf(
                "%-20s  failures of others %d, log %d KiB, %s%n",
                name, others.failures(), server.log().length() / 1024, server.isRunning() ? "alive" : "ended");
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? -1 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }

    private static void fill(RunningPostgres postgres, int users) throws Exception {
        try (Connection database = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                var statement = database.createStatement()) {
            statement.execute(
                    "INSERT INTO users_model (nickname) SELECT 'user' || g FROM generate_series(1, " + users + ") g");
            statement.execute("ANALYZE users_model");
        }
    }
}
