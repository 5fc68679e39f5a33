package chats.stories;

import chats.checker.Person;
import chats.checker.Site;
import chats.run.RunningRedis;
import chats.run.RunningServer;
import chats.run.StartedOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** Two servers that share a database and a Redis. A test method with a parameter of this type gets them. */
record Nodes(Site site, IdentityProvider provider, AtomicInteger turn) implements AutoCloseable {
    /**
     * Of those that tests share. A test that stops one, or counts what they do as a whole, takes them for itself. One that was stopped
     * is started again before the next test gets them.
     */
    static final String LOCK = "the nodes";

    /** The client for Java does not answer the close of a WebSocket, and finds out by the heartbeat: hence a short one. */
    private static Nodes open() {
        IdentityProvider provider = new IdentityProvider();
        Site site = Site.open(
                2,
                server -> provider.trustedBy(server)
                        .with("LIMIT_SOCKETS_PER_USER", "100")
                        .with("SOCKETIO_PING_INTERVAL", "5000")
                        .with("SOCKETIO_PING_TIMEOUT", "10000"),
                server -> talker(server, provider));
        return new Nodes(site, provider, new AtomicInteger());
    }

    private static Person talker(RunningServer server, IdentityProvider provider) {
        var person = Story.person("talker " + UUID.randomUUID(), server, provider);
        return new Person(person.id(), person.token());
    }

    /** The same ones, with a turn of its own for a test that runs beside others. */
    Nodes inTurn() {
        return new Nodes(site, provider, new AtomicInteger());
    }

    /** One after the other, so that neighbours in a story are at different nodes. */
    RunningServer next() {
        return servers().get(turn.getAndIncrement() % servers().size());
    }

    List<RunningServer> servers() {
        return site.nodes();
    }

    RunningRedis redis() {
        return site.redis();
    }

    private synchronized void startWhatWasStopped() {
        try {
            for (RunningServer server : servers()) {
                if (!server.isRunning()) {
                    server.start();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        servers().stream().filter(RunningServer::isRunning).forEach(RunningServer::kill);
        site.close();
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

        @Override
        protected void prepare(Nodes shared) {
            shared.startWhatWasStopped();
        }
    }
}
