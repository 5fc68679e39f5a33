package chats.page;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One server and one browser for all tests of the page; each test has people of its own. */
record Stage(RunningServer server, RunningPostgres postgres, String databaseUrl, Chromium chromium)
        implements AutoCloseable {
    /** Playwright is driven by one thread at a time. */
    static final String LOCK = "the browser";

    static Stage open() {
        RunningPostgres postgres = RunningPostgres.shared();
        String url = postgres.newDatabase();
        RunningServer server = ServerToStart.on(postgres, url).start();
        return new Stage(server, postgres, url, Chromium.start());
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(databaseUrl, postgres.user(), postgres.password());
    }

    /** Where the tests leave what they saw and measured. */
    static Path results() {
        return Path.of(System.getProperty("basedir", "")).resolve("target/page");
    }

    @Override
    public void close() {
        chromium.close();
        server.kill();
    }
}
