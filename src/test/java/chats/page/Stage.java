package chats.page;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The server of all black-box tests, and one browser for all tests of the page; each test has people of its own. */
record Stage(RunningServer server, Chromium chromium) {
    /** Playwright is driven by one thread at a time. */
    static final String LOCK = "the browser";

    static Connection database() throws SQLException {
        return RunningPostgres.shared().connect(ServerUnderTest.databaseUrl());
    }

    /** Where the tests leave what they saw and measured. */
    static Path results() {
        return Path.of(System.getProperty("basedir", "")).resolve("target/page");
    }
}
