package chats.stories;

import chats.run.RunningPostgres;
import chats.run.RunningRedis;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.StartedOnce;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Two servers that share a database and a Redis. A test method with a parameter of this type gets them. */
record Nodes(
        List<RunningServer> servers,
        RunningRedis redis,
        String databaseUrl,
        IdentityProvider provider,
        AtomicInteger turn)
        implements AutoCloseable {
    /** Of those that tests share. A test that stops one, or counts what they do as a whole, takes them for itself. */
    static final String LOCK = "the nodes";

    static Nodes open() {
        return open(UnaryOperator.identity());
    }

    /** @param settings are added to those of both */
    static Nodes open(UnaryOperator<ServerToStart> settings) {
        RunningPostgres postgres = RunningPostgres.shared();
        IdentityProvider provider = new IdentityProvider();
        RunningRedis redis = RunningRedis.start();
        String url = postgres.newDatabase();
        List<RunningServer> servers = Stream.of("a", "b")
                .map(name -> settings.apply(node(provider, redis, url, name)).launch())
                .toList();
        servers.forEach(RunningServer::awaitReady);
        return new Nodes(servers, redis, url, provider, new AtomicInteger());
    }

    private static ServerToStart node(IdentityProvider provider, RunningRedis redis, String url, String name) {
        return Stage.trusting(provider, ServerToStart.on(RunningPostgres.shared(), url))
                .with("REDIS_URL", redis.url())
                .with("NODE_NAME", name);
    }

    /** The same ones, with a turn of its own for a test that runs beside others. */
    Nodes inTurn() {
        return new Nodes(servers, redis, databaseUrl, provider, new AtomicInteger());
    }

    /** One after the other, so that neighbours in a story are at different nodes. */
    RunningServer next() {
        return servers.get(turn.getAndIncrement() % servers.size());
    }

    @Override
    public void close() {
        servers.forEach(RunningServer::kill);
        redis.close();
    }

    /** Opens them when they are first asked for and closes them after the last test. */
    static final class Shared extends StartedOnce<Nodes> {
        Shared() {
            super(Nodes.class);
        }

        @Override
        protected Nodes start() {
            RunningRedis.unavailable().ifPresent(Assumptions::abort);
            return open();
        }
    }
}
