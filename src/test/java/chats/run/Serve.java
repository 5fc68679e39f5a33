package chats.run;

import chats.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code mvn} ends in: serves until it is interrupted, with an embedded database unless {@code DB_URL} names another. Told a
 * number, it serves by so many nodes on ports that follow each other, with a Redis of its own unless {@code REDIS_URL} names one.
 *
 * <p>Runs inside Maven's own process, so that a signal to Maven is a signal to this: Maven ends when the server and then
 * the database have ended, in this order.
 */
public final class Serve {
    /** More than the pool, for whoever looks into the database meanwhile. */
    private static final int SPARE_CONNECTIONS = 20;

    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private DataFolder data;
    private RunningPostgres postgres;
    private RunningRedis redis;
    private final List<RunningServer> servers = new ArrayList<>();
    private final int nodes;
    private volatile boolean stopping;

    private Serve(int nodes) {
        this.nodes = nodes;
        // an empty variable is one that is not set
        environment.values().removeIf(String::isBlank);
    }

    public static void main(String[] arguments) throws Exception {
        Serve serve = new Serve(arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(serve::stop));
        try {
            serve.check();
            serve.startDatabase();
            serve.startRedis();
            for (int node = 0; node < serve.nodes; node++) {
                serve.startServer(node);
            }
            serve.servers.forEach(serve::announce);
            serve.servers.get(0).serve();
            throw new CannotServe("The server ended by itself");
        } catch (CannotServe | IOException | IllegalStateException e) {
            serve.fail(e);
        }
    }

    private void check() throws CannotServe {
        List<String> problems = settings().problems();
        if (!problems.isEmpty()) {
            throw new CannotServe(String.join("\n", problems));
        }
        requireFree("HTTP_PORT", port());
        if (settings().managementPort().isPresent()) {
            requireFree("MANAGEMENT_PORT", settings().managementPort().get());
        }
    }

    private void requireFree(String setting, int first) throws CannotServe {
        for (int port = first; port < first + nodes; port++) {
            if (!FreePort.isFree(port)) {
                throw new CannotServe("%s: port %d is taken by another program; set %s to a free one"
                        .formatted(setting, port, setting));
            }
        }
    }

    private synchronized void startDatabase() throws IOException, CannotServe {
        if (stopping || environment.containsKey("DB_URL")) {
            return;
        }
        data = DataFolder.hold(Build.project().resolve("data"));
        postgres = RunningPostgres.in(data.path(), nodes * settings().dbPoolSize() + SPARE_CONNECTIONS);
        environment.put("DB_URL", postgres.url());
        environment.put("DB_USER", postgres.user());
        environment.put("DB_PASSWORD", postgres.password());
    }

    private synchronized void startRedis() throws IOException, CannotServe {
        if (stopping || nodes == 1 || environment.containsKey("REDIS_URL")) {
            return;
        }
        Optional<String> problem = RunningRedis.unavailable();
        if (problem.isPresent()) {
            throw new CannotServe(problem.get() + "; set REDIS_URL");
        }
        redis = RunningRedis.in(Files.createDirectories(Build.target().resolve("serve/redis")));
        environment.put("REDIS_URL", redis.url());
    }

    private synchronized void startServer(int node) throws IOException {
        if (!stopping) {
            int port = port() + node;
            Path folder = Build.target().resolve("serve").resolve(Integer.toString(port));
            ServerFiles files = new ServerFiles(folder, "chats");
            files.layOut(Build.target().resolve("chats.war"));
            ProcessBuilder command = files.command();
            command.environment().putAll(environment);
            command.environment().put("HTTP_PORT", Integer.toString(port));
            settings()
                    .managementPort()
                    .ifPresent(first -> command.environment().put("MANAGEMENT_PORT", Integer.toString(first + node)));
            command.inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE);
            RunningServer server = new RunningServer(command, folder);
            servers.add(server);
            server.launch();
        }
    }

    // A database that is away is no reason to give up: the server waits for it, and so does this.
    private void announce(RunningServer server) {
        String said = "";
        while (server.isRunning() && !server.isReady()) {
            String down = server.down();
            if (!down.equals(said) && !down.isEmpty()) {
                System.out.println(
                        "Chats is up at http://localhost:" + server.port() + "/ but not ready, it waits for: " + down);
            }
            said = down;
            LockSupport.parkNanos(250_000_000);
        }
        if (server.isRunning()) {
            System.out.println("Chats is ready at http://localhost:" + server.port() + "/");
        }
    }

    private Settings settings() {
        return Settings.from(environment::get);
    }

    private int port() {
        return Integer.parseInt(environment.getOrDefault("HTTP_PORT", "3000").strip());
    }

    // Its own signal may have ended the server before we hear of ours: then this is no failure.
    private void fail(Exception e) throws InterruptedException {
        if (stopping) {
            new CountDownLatch(1).await();
        }
        System.err.println("Chats cannot serve. " + e.getMessage());
        System.exit(1);
    }

    private void stop() {
        stopping = true;
        synchronized (this) {
            servers.forEach(RunningServer::close);
            if (redis != null) {
                redis.close();
            }
            try {
                if (postgres != null) {
                    postgres.close();
                }
                if (data != null) {
                    data.close();
                }
            } catch (IOException e) {
                System.err.println(e.getMessage());
            }
        }
    }
}
