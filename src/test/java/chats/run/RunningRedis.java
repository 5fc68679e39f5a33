package chats.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis of our own, on a free port of the loopback address, that keeps nothing. It lives from {@link #start} to
 * {@link #close}; in between it can be killed, frozen and started again, always on the same port. It ends with this JVM at the
 * latest.
 */
public final class RunningRedis implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final int CLUSTER_BUS_DISTANCE = 10_000;
    private static final int SLOTS = 16_384;
    private static final int SLOTS_AT_ONCE = 4_096;

    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private RunningRedis(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /** Why there can be no Redis on this machine, if that is so: its program is made for some platforms only. */
    public static Optional<String> unavailable() {
        return Program.UNAVAILABLE;
    }

    /** @param options more options for its command line */
    public static RunningRedis start(String... options) {
        return start(FreePort.find(), options);
    }

    private static RunningRedis start(int port, String... options) {
        try {
            Path parent = Files.createDirectories(Build.target().resolve("it"));
            RunningRedis redis = new RunningRedis(Files.createTempDirectory(parent, "redis-"), port, List.of(options));
            redis.launch();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that watches over that one, as {@code main}. */
    public static RunningRedis sentinelOf(RunningRedis watched) {
        try {
            RunningRedis sentinel = new RunningRedis(
                    Files.createTempDirectory(watched.folder, "sentinel-"), FreePort.find(), List.of());
            Path configuration = sentinel.folder.resolve("sentinel.conf");
            String lines = "port %d%nbind 127.0.0.1%ndir %s%nsentinel monitor main 127.0.0.1 %d 1%n";
            Files.writeString(configuration, lines.formatted(sentinel.port, sentinel.folder, watched.port));
            sentinel.launch(List.of(Program.file().toString(), configuration.toString(), "--sentinel"));
            return sentinel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A cluster of one. Its nodes would talk on a second port of each, at a fixed distance. */
    public static RunningRedis cluster() {
        int port = FreePort.find(CLUSTER_BUS_DISTANCE);
        RunningRedis redis = start(port, "--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1");
        try {
            for (int from = 0; from < SLOTS; from += SLOTS_AT_ONCE) {
                redis.ask(IntStream.range(from, from + SLOTS_AT_ONCE)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ", "CLUSTER ADDSLOTS ", "")));
            }
            while (!redis.ask("CLUSTER INFO").contains("cluster_state:ok")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            return redis;
        } catch (IOException e) {
            redis.close();
            throw new UncheckedIOException(e);
        }
    }

    /** With its log in that folder. */
    static RunningRedis in(Path folder) throws IOException {
        RunningRedis redis = new RunningRedis(folder, FreePort.find(), List.of());
        redis.launch();
        return redis;
    }

    public int port() {
        return port;
    }

    /** As REDIS_URL has it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it again after {@link #kill}; returns when it answers. */
    public void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Program.file().toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        command.addAll(List.of("--appendonly", "no", "--dir", folder.toString()));
        command.addAll(options);
        launch(command);
    }

    private void launch(List<String> command) throws IOException {
        Path log = folder.resolve("redis.log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        Reaper.started(process.pid(), "TERM");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("Redis does not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** What Redis answers to a command, in its own notation, as far as it comes at once. */
    public String ask(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[65_536];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
    }

    /** Ends it on the spot; what it knew is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it in its tracks: connections stay open and nothing answers, until {@link #thaw}. */
    public void freeze() {
        Signals.send("STOP", process.pid());
    }

    public void thaw() {
        Signals.send("CONT", process.pid());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            thaw();
            process.destroy();
            awaitEnd();
        }
    }

    private boolean answers() {
        try {
            String answer = ask("PING");
            return answer.startsWith("+PONG") || answer.startsWith("-NOAUTH");
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Redis does not end");
            }
            Reaper.ended(process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The program, unpacked once for this JVM. */
    private static final class Program {
        private static final Optional<String> UNAVAILABLE;
        private static File file;

        static {
            Optional<String> problem;
            try {
                file = ExecutableProvider.newJarResourceProvider().get();
                Process tried = new ProcessBuilder(file.toString(), "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                problem = tried.waitFor() == 0 ? Optional.empty() : Optional.of("Redis does not run on this machine");
            } catch (IOException | RuntimeException e) {
                problem = Optional.of("There is no Redis for this machine: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            UNAVAILABLE = problem;
        }

        static File file() {
            return UNAVAILABLE.isEmpty() ? file : fail();
        }

        private static File fail() {
            throw new IllegalStateException(UNAVAILABLE.orElse(""));
        }
    }
}
