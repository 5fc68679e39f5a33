package chats.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of our own: durable, on a free port of the loopback address, closed to whoever has not its password.
 *
 * <p>It lives from {@link #in} or {@link #temporary} to {@link #close}; in between it can be stopped, killed, frozen and
 * started again, always on the same port. It ends with this JVM at the latest.
 */
public final class RunningPostgres implements AutoCloseable {
    private final PostgresBinaries binaries;
    private final PostgresFolder folder;
    private final int port = FreePort.find();
    private final String password;
    private final int maxConnections;
    private final List<String> settings;
    private int databases;

    private RunningPostgres(PostgresBinaries binaries, PostgresFolder folder, int maxConnections, List<String> settings)
            throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        this.maxConnections = maxConnections;
        this.settings = settings;
        folder.createIfMissing(binaries);
        this.password = folder.password();
    }

    /** Starts the database kept in {@code folder}, made there if there is none yet, with what was in it. */
    static RunningPostgres in(Path folder, int maxConnections) throws IOException {
        return in(folder, maxConnections, List.of());
    }

    private static RunningPostgres in(Path folder, int maxConnections, List<String> settings) throws IOException {
        RunningPostgres postgres = new RunningPostgres(
                PostgresBinaries.below(Build.target().resolve("postgres")),
                new PostgresFolder(folder),
                maxConnections,
                settings);
        postgres.start();
        return postgres;
    }

    /**
     * Starts an empty one for a test; its folder is left below {@code target} for whoever wants to see its log.
     *
     * @param settings more of its settings, each {@code name=value} without a space
     */
    public static RunningPostgres temporary(String... settings) {
        return temporary(200, settings);
    }

    private static RunningPostgres temporary(int maxConnections, String... settings) {
        try {
            Path parent = Files.createDirectories(Build.target().resolve("it"));
            return in(Files.createTempDirectory(parent, "postgres-"), maxConnections, List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that all tests of this JVM share, each with databases of its own: started when first asked for. */
    public static RunningPostgres shared() {
        return Shared.POSTGRES;
    }

    public int port() {
        return port;
    }

    public String user() {
        return PostgresFolder.OWNER;
    }

    public String password() {
        return password;
    }

    /** What it has to say, of all databases. */
    public Path logFile() {
        return folder.log();
    }

    /** The JDBC address of the database {@code chats}. */
    public String url() {
        return url("chats");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes one more empty database and returns its JDBC address. */
    public String newDatabase() {
        return newDatabase("");
    }

    /**
     * The same in another locale.
     *
     * @param options of {@code CREATE DATABASE}
     */
    public synchronized String newDatabase(String options) {
        String name = "chats" + ++databases;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " " + options);
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create a database", e);
        }
    }

    public Connection connect() throws SQLException {
        return connect(url());
    }

    /** A connection as the owner, to an address that {@link #url} or {@link #newDatabase} gave. */
    public Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, user(), password);
    }

    /** Starts it again after {@link #stop} or {@link #kill}; returns when it takes connections. */
    public void start() throws IOException {
        stopLeftover();
        Postmaster.forgetReusedId(folder.data());
        pgCtl("start", "-w", "-t", "60", "-l", folder.log().toString(), "-o", options());
        Reaper.started(postmaster().pid(), "INT");
    }

    /** Ends connections, writes everything down and stops. */
    public void stop() throws IOException {
        Postmaster postmaster = postmaster();
        pgCtl("stop", "-m", "fast", "-w", "-t", "60");
        Reaper.ended(postmaster.pid());
    }

    /** Kills all its processes, as if the power had failed. */
    public void kill() throws IOException {
        Postmaster postmaster = postmaster();
        postmaster.kill();
        Reaper.ended(postmaster.pid());
    }

    /** Stops its processes in their tracks: connections stay open and nothing answers, until {@link #thaw}. */
    public void freeze() {
        postmaster().signal("STOP");
    }

    public void thaw() {
        postmaster().signal("CONT");
    }

    public boolean isRunning() {
        return Postmaster.of(folder.data()).isPresent();
    }

    /** Stops it if it runs. */
    @Override
    public void close() throws IOException {
        if (isRunning()) {
            thaw();
            stop();
        }
    }

    // One that outlived the program that started it: this folder can have no other, and its port is not ours.
    private void stopLeftover() throws IOException {
        Optional<Postmaster> leftover = Postmaster.of(folder.data());
        if (leftover.isPresent()) {
            leftover.get().signal("CONT");
            Signals.send("INT", leftover.get().pid());
            leftover.get().awaitEnd();
        }
    }

    private String options() {
        Stream<String> ours = Stream.of(
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "port=" + port,
                "max_connections=" + maxConnections,
                "timezone=UTC",
                "log_timezone=UTC");
        return Stream.concat(ours, settings.stream()).collect(Collectors.joining(" -c ", "-c ", ""));
    }

    private void pgCtl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(binaries.command("pg_ctl"));
        command.addAll(List.of("-D", folder.data().toString()));
        command.addAll(List.of(arguments));
        try {
            Program.run(command, "");
        } catch (IOException e) {
            throw new IOException(
                    "PostgreSQL does not " + arguments[0] + ", see " + folder.log() + ": " + e.getMessage());
        }
    }

    private Postmaster postmaster() {
        return Postmaster.of(folder.data()).orElseThrow(() -> new IllegalStateException("PostgreSQL is not running"));
    }

    private static final class Shared {
        // Hundreds of databases, each used for seconds: looking after them costs more than using them, and none
        // outlives the tests.
        private static final RunningPostgres POSTGRES = temporary(500, "autovacuum=off", "fsync=off");

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Shared::stop));
        }

        private static void stop() {
            try {
                POSTGRES.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
