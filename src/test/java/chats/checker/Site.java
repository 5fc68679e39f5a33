package chats.checker;

import chats.checker.wire.DatabaseRoad;
import chats.checker.wire.RedisRoad;
import chats.run.RunningPostgres;
import chats.run.RunningRedis;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server or several nodes, a database, a Redis if there are several, and the roads between them, all our own, to be broken: from
 * {@link #open} to {@link #close}. The clocks of several nodes differ by half a minute each.
 */
public final class Site implements AutoCloseable {
    private static final Pattern BUG =
            Pattern.compile("(?m)^(?:Caused by: )?java\\.lang\\.\\w+(?:Exception|Error)\\b.*");
    /** Those that the balancers of {@code deploy} know, and more. */
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private final RunningPostgres postgres = RunningPostgres.temporary();
    private final DatabaseRoad road = new DatabaseRoad(postgres.port());
    private final List<RunningServer> nodes = new ArrayList<>();
    private final List<RedisRoad> redisRoads = new ArrayList<>();
    private final Function<RunningServer, Person> newcomers;
    private RunningRedis redis;

    private Site(Function<RunningServer, Person> newcomers) {
        this.newcomers = newcomers;
    }

    /** With one server and nothing beside it but the database. */
    public static Site open() {
        return open(1, UnaryOperator.identity(), Person::register);
    }

    /**
     * @param settings are added to those of each server
     * @param newcomers makes somebody new at a server
     */
    public static Site open(
            int nodes, UnaryOperator<ServerToStart> settings, Function<RunningServer, Person> newcomers) {
        Site site = new Site(newcomers);
        if (nodes > 1) {
            site.redis = RunningRedis.start();
        }
        for (int number = 0; number < nodes; number++) {
            site.nodes.add(site.node(number, nodes > 1, settings));
        }
        site.nodes.forEach(RunningServer::awaitReady);
        return site;
    }

    private RunningServer node(int number, boolean isOneOfSeveral, UnaryOperator<ServerToStart> settings) {
        String url = postgres.url().replace(":" + postgres.port() + "/", ":" + road.port() + "/");
        ServerToStart server = ServerToStart.on(postgres, url)
                .with("ACCESS_TOKEN_SECONDS", "86400")
                .with("LIMIT_SOCKETS_PER_USER", "0");
        if (isOneOfSeveral) {
            redisRoads.add(new RedisRoad(redis.port()));
            server.with("REDIS_URL", redisRoads.get(number).url())
                    .with("NODE_NAME", NAMES.get(number))
                    .withClockAhead(CLOCKS_DIFFER.multipliedBy(number));
        }
        return settings.apply(server).launch();
    }

    /** Somebody new, who is registered at the first node. */
    Person newcomer() {
        return newcomers.apply(server());
    }

    /** The first node, or the only one. */
    public RunningServer server() {
        return nodes.get(0);
    }

    public List<RunningServer> nodes() {
        return nodes;
    }

    public RunningServer anyNode(Random random) {
        return nodes.get(nodes.size() == 1 ? 0 : random.nextInt(nodes.size()));
    }

    public DatabaseRoad road() {
        return road;
    }

    /** From each node to Redis, in the order of {@link #nodes}. */
    public List<RedisRoad> redisRoads() {
        return redisRoads;
    }

    public RunningRedis redis() {
        return redis;
    }

    public RunningPostgres postgres() {
        return postgres;
    }

    /** Does that to the database, past the server. */
    public void run(String... commands) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** What all nodes have printed. */
    public String log() {
        return nodes.stream().map(RunningServer::log).collect(Collectors.joining("\n"));
    }

    /** What the nodes' threads are doing now. */
    String threads() {
        return nodes.stream().map(RunningServer::threads).collect(Collectors.joining("\n"));
    }

    /** Exceptions in the servers' logs that are nobody's fault but the programmer's. */
    public List<String> bugs() {
        return BUG.matcher(log()).results().map(MatchResult::group).distinct().toList();
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(RunningServer::close);
        for (RedisRoad each : redisRoads) {
            each.close();
        }
        if (redis != null) {
            redis.close();
        }
        road.close();
        postgres.close();
    }
}
