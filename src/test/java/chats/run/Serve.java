package chats.run;

import chats.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code mvn} ends in: serves until it is interrupted, with an embedded database unless {@code DB_URL} names another.
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
    private RunningServer server;
    private volatile boolean stopping;

    private Serve() {
        // an empty variable is one that is not set
        environment.values().removeIf(String::isBlank);
    }

    public static void main(String[] arguments) throws Exception {
        Serve serve = new Serve();
        Runtime.getRuntime().addShutdownHook(new Thread(serve::stop));
        try {
            serve.check();
            serve.startDatabase();
            serve.startServer();
            serve.announce();
            serve.server.serve();
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
        if (!FreePort.isFree(port())) {
            throw new CannotServe(
                    "HTTP_PORT: port " + port() + " is taken by another program; set HTTP_PORT to a free one");
        }
    }

    private synchronized void startDatabase() throws IOException, CannotServe {
        if (stopping || environment.containsKey("DB_URL")) {
            return;
        }
        data = DataFolder.hold(Build.project().resolve("data"));
        postgres = RunningPostgres.in(data.path(), settings().dbPoolSize() + SPARE_CONNECTIONS);
        environment.put("DB_URL", postgres.url());
        environment.put("DB_USER", postgres.user());
        environment.put("DB_PASSWORD", postgres.password());
    }

    private synchronized void startServer() throws IOException {
        if (!stopping) {
            Path folder = Build.target().resolve("serve").resolve(Integer.toString(port()));
            ServerFiles files = new ServerFiles(folder, "chats");
            files.layOut(Build.target().resolve("chats.war"));
            ProcessBuilder command = files.command();
            command.environment().putAll(environment);
            command.inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE);
            server = new RunningServer(command, folder, port());
            server.launch();
        }
    }

    // A database that is away is no reason to give up: the server waits for it, and so does this.
    private void announce() {
        String said = "";
        while (server.isRunning() && !server.isReady()) {
            String down = server.down();
            if (!down.equals(said) && !down.isEmpty()) {
                System.out.println(
                        "Chats is up at http://localhost:" + port() + "/ but not ready, it waits for: " + down);
            }
            said = down;
            LockSupport.parkNanos(250_000_000);
        }
        if (server.isRunning()) {
            System.out.println("Chats is ready at http://localhost:" + port() + "/");
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
            if (server != null) {
                server.close();
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
