package chats.soak;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The program: a server and a database of its own, a town of people who come and go, a line of figures every so often, and a
 * verdict. Its exit status is 0 if nothing grew. {@code docs/soak.md} says how it is started.
 */
public final class Soak {
    private static final int SAMPLES = 40;

    /** Short tokens, so that renewing them and ending logins is part of what is repeated. */
    private static final String TOKEN_SECONDS = "120";

    private final double minutes;
    private final int visitsPerSecond;

    Soak(double minutes, int visitsPerSecond) {
        this.minutes = minutes;
        this.visitsPerSecond = visitsPerSecond;
    }

    public static void main(String[] arguments) throws Exception {
        double minutes = 30;
        int visits = 15;
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            switch (parts[0]) {
                case "--minutes" -> minutes = Double.parseDouble(parts[1]);
                case "--visits" -> visits = Integer.parseInt(parts[1]);
                default -> throw new IllegalArgumentException("What is " + argument + "?");
            }
        }
        System.exit(new Soak(minutes, visits).run().isFlat() ? 0 : 1);
    }

    /** Prints the figures meanwhile, and the verdict. */
    Trend run() throws Exception {
        List<Vitals> samples = new ArrayList<>();
        long length = (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        try (RunningPostgres postgres = RunningPostgres.temporary();
                RunningServer server = ServerToStart.on(postgres)
                        .with("ACCESS_TOKEN_SECONDS", TOKEN_SECONDS)
                        .with("JVM_ARGS", "-Xmx512m")
                        .start();
                Town town = Town.found(server, visitsPerSecond);
                Watch watch = Watch.over(server)) {
            System.out.println("minute  " + Vitals.HEAD + "  " + Town.HEAD);
            long start = System.nanoTime();
            for (int sample = 1; sample <= SAMPLES; sample++) {
                LockSupport.parkNanos(start + length * sample / SAMPLES - System.nanoTime());
                samples.add(watch.look());
                double minute = (System.nanoTime() - start) / (double) TimeUnit.MINUTES.toNanos(1);
                System.out.printf("%6.1f  %s  %s%n", minute, samples.get(samples.size() - 1), town);
            }
        }
        Trend trend = Trend.of(samples);
        System.out.println(trend);
        return trend;
    }
}
