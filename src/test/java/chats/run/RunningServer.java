package chats.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server process of our own: the packaged application on the real Open Liberty, told what to do by environment
 * variables alone.
 *
 * <p>It lives from {@link ServerToStart#start} to {@link #close}; in between it can be stopped, killed and started again,
 * always with the same settings. It ends with this JVM at the latest.
 */
public final class RunningServer implements AutoCloseable {
    /** How long a server may take to come up, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Of a thread's stack, those that tell where it waits. */
    private static final int FRAMES = 14;

    private static final Pattern DOWN = Pattern.compile("\"name\":\"([^\"]+)\",\"status\":\"DOWN\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ProcessBuilder command;
    private final Path folder;
    private final Runnable stopped;
    private final int port;
    private final int managementPort;
    private Process process;
    private CompletableFuture<Void> ending;

    /** Its ports are in the environment of the command. */
    RunningServer(ProcessBuilder command, Path folder) {
        this(command, folder, () -> {});
    }

    /** @param stopped is run after each orderly end */
    RunningServer(ProcessBuilder command, Path folder, Runnable stopped) {
        this.command = command;
        this.stopped = stopped;
        this.folder = folder;
        Map<String, String> environment = command.environment();
        this.port = Integer.parseInt(environment.get("HTTP_PORT"));
        this.managementPort = Integer.parseInt(environment.getOrDefault("MANAGEMENT_PORT", "" + port));
    }

    public int port() {
        return port;
    }

    /** Where health is in full; the first port unless {@code MANAGEMENT_PORT} is set. */
    public int managementPort() {
        return managementPort;
    }

    /** {@code http://127.0.0.1:PORT} and the path, which begins with a slash. */
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** {@code ws://127.0.0.1:PORT} and the path, which begins with a slash. */
    public URI ws(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Everything the server printed since it was started first. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its files; {@code usr} in there is its {@code WLP_USER_DIR}. */
    Path folder() {
        return folder;
    }

    public Path logFile() {
        return folder.resolve("console.log");
    }

    /** Starts the process again after {@link #stop} or {@link #kill} and returns at once. */
    public void launch() throws IOException {
        if (isRunning()) {
            throw new IllegalStateException("The server is running already");
        }
        process = command.start();
        process.getOutputStream().close();
        Reaper.started(process.pid(), "TERM");
        ending = process.onExit().thenAccept(ended -> Reaper.ended(ended.pid()));
    }

    /** Starts it again after {@link #stop} or {@link #kill}; returns when {@code /health/ready} says so. */
    public void start() throws IOException {
        launch();
        awaitReady();
    }

    /**
     * Waits until it is ready.
     *
     * @throws IllegalStateException if the process ends or takes too long; with the end of its log
     */
    public void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!isRunning() || System.nanoTime() > end) {
                throw new IllegalStateException("The server does not get ready, see " + logFile() + "\n" + tail());
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** What {@code /health/ready} says now; a server that is not there is not ready. */
    public boolean isReady() {
        return askReady().filter(answer -> answer.statusCode() == 200).isPresent();
    }

    /** The names of the checks that {@code /health/ready} calls down, in one line; empty if there are none to be had. */
    String down() {
        Set<String> names = new TreeSet<>();
        askReady().ifPresent(answer -> DOWN.matcher(answer.body()).results().forEach(down -> names.add(down.group(1))));
        return String.join(", ", names);
    }

    private Optional<HttpResponse<String>> askReady() {
        try {
            HttpRequest ready = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return Optional.of(http.send(ready, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to stop, as an operator would (SIGTERM), and waits; returns the exit status. */
    public int stop() {
        process.destroy();
        int status = awaitEnd();
        stopped.run();
        return status;
    }

    /** Ends it on the spot (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it in its tracks: connections stay open and nothing answers, until {@link #thaw}. */
    public void freeze() {
        Signals.send("STOP", pid());
    }

    public void thaw() {
        Signals.send("CONT", pid());
    }

    /** What its threads are doing in the application's own code, for whoever wants to know why it does not answer. */
    public String threads() {
        return Arrays.stream(tool("jstack", "-l").split("\n\n"))
                .filter(thread -> thread.contains("at chats.") || thread.contains("deadlock"))
                .map(thread -> thread.lines().limit(FRAMES).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n", "threads of process " + pid() + ":\n", ""));
    }

    /** How many objects of a class are reachable. */
    public int instances(String className) {
        return Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(className) + "(?= |$)", Pattern.MULTILINE)
                .matcher(tool("jmap", "-histo:live"))
                .results()
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .sum();
    }

    /** What one of the JDK's tools prints of this process. */
    private String tool(String name, String option) {
        try {
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", name)
                                    .toString(),
                            option,
                            Long.toString(pid()))
                    .redirectErrorStream(true)
                    .start();
            return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits as long as the process lives. */
    void serve() {
        ending.join();
    }

    /** Waits until the process ends by itself, which should be soon, and returns its exit status. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The server does not end, see " + logFile() + "\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it if it runs. */
    @Override
    public void close() {
        if (isRunning()) {
            thaw();
            stop();
        }
    }

    private String tail() {
        String log = log();
        return log.substring(Math.max(0, log.length() - 4_000));
    }
}
