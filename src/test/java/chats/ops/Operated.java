package chats.ops;

import chats.auth.AdoptedProvider;
import chats.auth.LocalUser;
import chats.run.FreePort;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.StartedOnce;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server with a management port and a PostgreSQL of its own, which tests stop, kill and freeze. The server was started while the
 * database was away. Its password has all characters that mean something to somebody on its way. People come from an outside
 * provider.
 *
 * @param withoutDatabase what the management port answered, by path, while there was no database
 */
public record Operated(
        RunningPostgres postgres,
        RunningServer server,
        AdoptedProvider provider,
        Map<String, HttpResponse<String>> withoutDatabase)
        implements AutoCloseable {
    /** Each test takes it for itself, and leaves it ready. */
    public static final String LOCK = "the operated server";

    /** The id of a node that tests write into the database. */
    static final String ANOTHER_NODE = "another";

    static final String DB_PASSWORD = "{abc}a$b{c}d$$e\\f\"g'h, i%25j&amp;k<l>한é${HTTP_PORT}${none}{xor}#";

    private static Operated open() {
        try {
            RunningPostgres postgres = RunningPostgres.temporary();
            try (Connection connection = postgres.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "ALTER ROLE " + postgres.user() + " PASSWORD '" + DB_PASSWORD.replace("'", "''") + "'");
            }
            postgres.stop();
            AdoptedProvider provider = AdoptedProvider.open();
            RunningServer server = provider.trustedBy(ServerToStart.on(postgres))
                    .with("DB_PASSWORD", DB_PASSWORD)
                    .with("LC_ALL", "C")
                    .with("MANAGEMENT_PORT", Integer.toString(FreePort.find()))
                    .launch();
            Ask.awaitUp(server, "/health/started");
            Map<String, HttpResponse<String>> answers = Stream.of("/health/live", "/health/ready", "/openapi")
                    .collect(Collectors.toMap(Function.identity(), path -> Ask.operator(server, path)));
            postgres.start();
            server.awaitReady();
            return new Operated(postgres, server, provider, answers);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So that the tests after one that failed show their own faults. */
    private void mendWhatATestLeft() {
        try {
            if (postgres.isRunning()) {
                postgres.thaw();
            } else {
                postgres.start();
            }
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM nodes WHERE id = '" + ANOTHER_NODE + "'");
            }
            server.awaitReady();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of a new one, which is a subject of the provider's, too. */
    public String newUser() throws SQLException {
        try (Connection connection = connect()) {
            return LocalUser.add(connection);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), DB_PASSWORD);
    }

    @Override
    public void close() throws IOException {
        server.kill();
        provider.close();
        postgres.close();
    }

    /** Starts it when it is first asked for and ends it after the last test. */
    public static final class Shared extends StartedOnce<Operated> {
        Shared() {
            super(Operated.class);
        }

        @Override
        protected Operated start() {
            return open();
        }

        @Override
        protected void prepare(Operated shared) {
            shared.mendWhatATestLeft();
        }
    }
}
