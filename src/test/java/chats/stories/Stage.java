package chats.stories;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.StartedOnce;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * Where the stories play: one server for all of them, which takes people from an outside identity provider and pages from two other hosts, on a database
 * whose statements are counted. A test method with a parameter of this type gets it.
 */
record Stage(RunningServer server, String databaseUrl, IdentityProvider provider, StatementCounter statements)
        implements AutoCloseable {
    /** Of the one that all stories share. A story that counts what its server does as a whole takes it for itself. */
    static final String LOCK = "the stage";

    static Stage open() {
        return open(UnaryOperator.identity());
    }

    /** @param settings are added to those of every stage */
    static Stage open(UnaryOperator<ServerToStart> settings) {
        RunningPostgres postgres = RunningPostgres.shared();
        IdentityProvider provider = new IdentityProvider();
        StatementCounter statements = new StatementCounter(postgres.port());
        String url = postgres.newDatabase();
        String counted = url.replace(":" + postgres.port() + "/", ":" + statements.port() + "/");
        RunningServer server = settings.apply(provider.trustedBy(ServerToStart.on(postgres, counted))
                        .with("ALLOWED_ORIGINS", "https://app.example, https://other.example"))
                .start();
        return new Stage(server, url, provider, statements);
    }

    @Override
    public void close() throws IOException {
        server.kill();
        statements.close();
    }

    /** Opens the stage when it is first asked for and closes it after the last test. */
    static final class Shared extends StartedOnce<Stage> {
        Shared() {
            super(Stage.class);
        }

        @Override
        protected Stage start() {
            return open();
        }
    }
}
