package chats.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunningPostgresIT {
    private static final int CONNECTIONS = 20;

    @TempDir
    static Path folder;

    @AfterEach
    void dropWhatTheTestKept() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            execute(postgres, "DROP TABLE IF EXISTS kept");
        }
    }

    @Test
    void whatIsCommittedSurvivesAPowerFailure() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertEquals("on", query(postgres, "SHOW " + setting), setting);
            }
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            for (String user : List.of(postgres.user(), "postgres")) {
                assertRefused(() -> DriverManager.getConnection(postgres.url(), user, "wrong"));
                assertRefused(() -> DriverManager.getConnection(postgres.url(), user, ""));
            }
            assertEquals("127.0.0.1", query(postgres, "SHOW listen_addresses"));
            assertEquals(
                    "",
                    Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                            .get(4),
                    "no socket file");
            assertEquals("off", query(postgres, "SHOW is_superuser"));
        }
    }

    @Test
    void theFolderIsItsOwnersAlone() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            assertEquals("rwx------", mode(folder));
            assertEquals("rwx------", mode(folder.resolve("postgres")));
            assertEquals("rw-------", mode(folder.resolve("postgres.password")));
            assertEquals(Files.readString(folder.resolve("postgres.password")).strip(), postgres.password());
        }
    }

    @Test
    void theNextOneFindsTheSameData() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 'yes' AS answer");
        }
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            assertEquals("yes", query(postgres, "SELECT answer FROM kept"));
        }
    }

    @Test
    void oneThatOutlivedItsStarterIsStoppedAndFollowed() throws Exception {
        RunningPostgres orphan = RunningPostgres.in(folder, CONNECTIONS);
        execute(orphan, "CREATE TABLE kept AS SELECT 'yes' AS answer");
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            assertEquals("yes", query(postgres, "SELECT answer FROM kept"));
            assertThrows(SQLException.class, orphan::connect, "the orphan has ended");
        }
    }

    @Test
    void aFrozenOrphanIsStoppedToo() throws Exception {
        RunningPostgres orphan = RunningPostgres.in(folder, CONNECTIONS);
        execute(orphan, "CREATE TABLE kept AS SELECT 'yes' AS answer");
        orphan.freeze();
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            assertEquals("yes", query(postgres, "SELECT answer FROM kept"));
        }
    }

    @Test
    void aKilledOneKeepsWhatWasCommitted() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 'yes' AS answer");
            postgres.kill();
            assertFalse(postgres.isRunning());
            postgres.start();
            assertEquals("yes", query(postgres, "SELECT answer FROM kept"));
        }
    }

    @Test
    void aLockFileWhoseProcessIdNowBelongsToAnotherProgramIsNoObstacle() throws Exception {
        RunningPostgres postgres = RunningPostgres.in(folder, CONNECTIONS);
        Path lockFile = folder.resolve("postgres/postmaster.pid");
        List<String> lines = Files.readAllLines(lockFile);
        postgres.kill();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(lockFile, lines);
            postgres.start();
            assertEquals("1", query(postgres, "SELECT 1"));
            assertTrue(stranger.isAlive(), "the other program is left alone");
        } finally {
            stranger.destroy();
            postgres.close();
        }
    }

    @Test
    void makingTheFolderIsBegunAnewWhenItWasInterrupted(@TempDir Path interrupted) throws Exception {
        Files.createDirectories(interrupted.resolve("postgres.unfinished/base"));
        Files.writeString(interrupted.resolve("postgres.password"), "old");
        try (RunningPostgres postgres = RunningPostgres.in(interrupted, CONNECTIONS)) {
            assertEquals("1", query(postgres, "SELECT 1"));
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assertRefused(Executable connecting) {
        // class 28: invalid authorization
        SQLException refused = assertThrows(SQLException.class, connecting);
        assertTrue(refused.getSQLState().matches("28...|08004"), refused.getSQLState() + " " + refused.getMessage());
    }

    private static String query(RunningPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(RunningPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
