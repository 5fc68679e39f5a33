package chats.checker;

import chats.checker.wire.DatabaseRoad;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A server, a database and the road between them, all our own, to be broken: from {@link #open} to {@link #close}. */
public record Site(RunningServer server, DatabaseRoad road, RunningPostgres postgres) implements AutoCloseable {
    private static final Pattern BUG =
            Pattern.compile("(?m)^(?:Caused by: )?java\\.lang\\.\\w+(?:Exception|Error)\\b.*");

    public static Site open() {
        RunningPostgres postgres = RunningPostgres.temporary();
        DatabaseRoad road = new DatabaseRoad(postgres.port());
        String url = postgres.url().replace(":" + postgres.port() + "/", ":" + road.port() + "/");
        RunningServer server = ServerToStart.on(postgres, url)
                .with("ACCESS_TOKEN_SECONDS", "86400")
                .with("LIMIT_SOCKETS_PER_USER", "0")
                .start();
        return new Site(server, road, postgres);
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

    /** Exceptions in the server's log that are nobody's fault but the programmer's. */
    List<String> bugs() {
        return BUG.matcher(server.log())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
        road.close();
        postgres.close();
    }
}
