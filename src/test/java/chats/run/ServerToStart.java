package chats.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server that is about to be started: {@code ServerToStart.on(postgres).with("ACCESS_TOKEN_SECONDS", "5").start()}.
 *
 * <p>Of this JVM's environment it gets only what a Java program needs, so that no setting of the developer's slips in.
 */
public final class ServerToStart {
    static final Set<String> INHERITED = Set.of("PATH", "HOME", "JAVA_HOME", "TMPDIR", "LANG", "LC_ALL", "TZ");

    // A test has no business with the network.
    private static final String LOOPBACK =
            "<httpEndpoint id='defaultHttpEndpoint' host='127.0.0.1'/><httpEndpoint id='management' host='127.0.0.1'/>";
    // Started often, for a short time, beside others: compiled quickly rather than well, and soon.
    private static final String QUICKLY = " -XX:TieredStopAtLevel=1 -XX:Tier3InvocationThreshold=300"
            + " -XX:Tier3MinInvocationThreshold=150 -XX:Tier3CompileThreshold=2000 -XX:Tier3BackEdgeThreshold=60000";

    // Room for what a start leaves behind costs less than collecting it.
    private static final String ROOM = "-XX:+UseSerialGC -Xmx512m -Xms256m -Xmn160m -XX:MetaspaceSize=256m";
    static final String QUICK = ROOM + QUICKLY;

    /** The classes are those of the libraries as they are released; {@code ServeIT} has them verified. */
    private static final String UNVERIFIED = " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    /** The same with little memory, which an attack fills soon. */
    public static final String SMALL = "-XX:+UseSerialGC -Xmx256m" + QUICKLY + UNVERIFIED;

    /** Compiled well, for a server that hashes many passwords: this takes half the time then. */
    static final String HASHING = ROOM + UNVERIFIED;

    /** Everybody in a test comes from 127.0.0.1, more than would ever register from there within an hour. */
    private static final Map<String, String> MANY_FROM_ONE_ADDRESS = Map.of("LIMIT_REGISTRATIONS_PER_HOUR", "0");

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> overrides = new HashMap<>(Map.of("loopback", LOOPBACK));
    private final List<String> extraClasses = new ArrayList<>();
    private String name = "chats";

    private ServerToStart() {
        environment.putAll(System.getenv());
        environment.keySet().retainAll(INHERITED);
        environment.put("JVM_ARGS", QUICK + UNVERIFIED);
        environment.put("HTTP_PORT", Integer.toString(FreePort.find()));
        environment.putAll(MANY_FROM_ONE_ADDRESS);
    }

    /** On the database {@code chats} of that PostgreSQL. */
    public static ServerToStart on(RunningPostgres postgres) {
        return on(postgres, postgres.url());
    }

    /** On the database with that JDBC address. */
    public static ServerToStart on(RunningPostgres postgres, String url) {
        return withoutDatabase()
                .with("DB_URL", url)
                .with("DB_USER", postgres.user())
                .with("DB_PASSWORD", postgres.password());
    }

    /** Without any setting but a free port and room for many people of one address. */
    public static ServerToStart withoutDatabase() {
        return new ServerToStart();
    }

    /** One more setting of the contract, or any other environment variable. */
    public ServerToStart with(String setting, String value) {
        environment.put(setting, value);
        return this;
    }

    /**
     * Without the application, for one that is deployed later; {@code name} tells the server from all others on this
     * machine.
     */
    ServerToStart empty(String name) {
        this.name = name;
        return this;
    }

    /** One more argument of the JVM. */
    public ServerToStart withJvmArgument(String argument) {
        environment.merge("JVM_ARGS", argument, (others, one) -> others + " " + one);
        return this;
    }

    /** Elements of {@code server.xml} that are added to it, or win over it. */
    public ServerToStart configuredWith(String elements) {
        overrides.put("test", elements);
        return this;
    }

    /** The server's own clock is ahead of the machine's; by zero or more. */
    public ServerToStart withClockAhead(Duration ahead) {
        if (!ahead.isZero()) {
            extraClasses.add("chats/checker/clock/ClockAhead.class");
            environment.put("CLOCK_AHEAD_SECONDS", Long.toString(ahead.toSeconds()));
        }
        return this;
    }

    /** The application has these classes of the tests, too. */
    public ServerToStart including(Class<?>... classes) {
        for (Class<?> each : classes) {
            extraClasses.add(each.getName().replace('.', '/') + ".class");
        }
        return this;
    }

    /** Starts it and returns when it is ready. */
    public RunningServer start() {
        RunningServer server = launch();
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Starts it and returns at once: for a server that is not expected to get ready. */
    public RunningServer launch() {
        try {
            Path parent = Files.createDirectories(Build.target().resolve("it"));
            RunningServer server = server(Files.createTempDirectory(parent, "server-"));
            server.launch();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningServer server(Path folder) throws IOException {
        Path user = folder.resolve("usr");
        Path workarea = user.resolve("servers/chats/workarea");
        Runnable stopped = () -> {};
        ServerFiles files = new ServerFiles(user, name);
        if (name.equals("chats")) {
            files.layOut(Build.target().resolve("chats.war"));
            for (String extra : extraClasses) {
                files.addToApplication(extra);
            }
            Workarea.reuse(workarea);
            if (extraClasses.isEmpty()) {
                stopped = () -> Workarea.keep(workarea);
            }
        } else {
            files.layOutEmpty();
        }
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            files.override(override.getKey(), override.getValue());
        }
        ProcessBuilder command = files.command();
        command.environment().keySet().retainAll(Set.of("WLP_USER_DIR"));
        command.environment().putAll(environment);
        command.redirectErrorStream(true);
        command.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("console.log").toFile()));
        return new RunningServer(command, folder, stopped);
    }
}
