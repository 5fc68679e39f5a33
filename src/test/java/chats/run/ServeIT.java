package chats.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code mvn} runs, in a project folder of its own. */
@Order(3)
class ServeIT {
    private final int port = FreePort.find();

    @TempDir
    Path project;

    private Process serving;

    @BeforeEach
    void linkTheProject() throws IOException {
        for (String name : List.of("src", "target")) {
            Files.createSymbolicLink(project.resolve(name), Build.project().resolve(name));
        }
        String configuration = Files.readString(Build.project().resolve("server.xml"));
        Files.writeString(project.resolve("server.xml"), configuration.replace("host=\"*\"", "host=\"127.0.0.1\""));
    }

    @AfterEach
    void stop() throws Exception {
        if (serving.isAlive()) {
            serving.destroy();
            assertTrue(serving.waitFor(3, TimeUnit.MINUTES));
        }
        for (String name : List.of("src", "target")) {
            Files.delete(project.resolve(name));
        }
    }

    @Test
    void whatWasWrittenSurvivesThatEverythingButTheDatabaseIsKilled() throws Exception {
        serve(Map.of());
        awaitOutput("CWWKE0001I"); // the server has begun to start, so the database is there
        assertEquals(
                List.of("on", "on", "on"),
                List.of(query("SHOW fsync"), query("SHOW synchronous_commit"), query("SHOW full_page_writes")));
        assertRefused("wrong");
        query("CREATE TABLE kept (answer text); INSERT INTO kept VALUES ('yes'); SELECT 1");
        Postmaster old = postmaster();

        serving.descendants().forEach(ProcessHandle::destroyForcibly);
        serving.destroyForcibly().waitFor();
        assertEquals(old.pid(), postmaster().pid(), "the database has nobody left to stop it");

        serve(Map.of());
        awaitOutput("\nChats is ready at http://localhost:" + port + "/\n");
        assertEquals("yes", query("SELECT answer FROM kept"));

        serving.destroy();
        assertTrue(serving.waitFor(3, TimeUnit.MINUTES));
        assertTrue(FreePort.isFree(port), "the server has ended");
        assertTrue(Postmaster.of(project.resolve("data/postgres")).isEmpty(), "the database has ended");
    }

    @ParameterizedTest
    @CsvSource({
        "DB_POOL_SIZE, abc, DB_POOL_SIZE",
        "HTTP_PORT, 99999, HTTP_PORT",
        "LIMIT_SOCKETS_PER_USER, -1, LIMIT_SOCKETS_PER_USER",
        "MP_JWT_VERIFY_PUBLICKEY, key, MP_JWT_VERIFY_ISSUER",
        "DB_URL, mysql://host/chats, DB_URL",
    })
    void aBadSettingIsNamedInOneLine(String setting, String value, String named) throws Exception {
        serve(Map.of(setting, value));
        assertFailsNaming(named);
    }

    @Test
    void aTakenPortIsNamedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertTrue(taken.isBound());
            serve(Map.of());
            assertFailsNaming("HTTP_PORT");
        }
    }

    @Test
    void aDataFolderInUseIsNamedInOneLine() throws Exception {
        try (DataFolder held = DataFolder.hold(project.resolve("data"))) {
            serve(Map.of());
            assertFailsNaming(held.path().toString());
        }
    }

    private void serve(Map<String, String> settings) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbasedir=" + project,
                "-cp",
                classPath,
                "chats.run.Serve");
        command.environment().keySet().retainAll(ServerToStart.INHERITED);
        command.environment().put("HTTP_PORT", Integer.toString(port));
        command.environment().put("JVM_ARGS", ServerToStart.QUICK);
        command.environment().putAll(settings);
        command.redirectErrorStream(true).redirectOutput(output().toFile());
        serving = command.start();
        serving.getOutputStream().close();
        Reaper.started(serving.pid(), "TERM");
    }

    private Path output() {
        return project.resolve("output");
    }

    private void awaitOutput(String part) throws Exception {
        for (int tenths = 0; !said().contains(part); tenths++) {
            assertTrue(serving.isAlive() && tenths < 3_000, () -> "not served: " + said());
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void assertFailsNaming(String named) throws Exception {
        assertTrue(serving.waitFor(3, TimeUnit.MINUTES));
        assertEquals(1, serving.exitValue());
        assertEquals(1, said().lines().count(), said());
        assertTrue(said().contains(named), said());
    }

    private String said() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private Postmaster postmaster() {
        return Postmaster.of(project.resolve("data/postgres")).orElseThrow();
    }

    private void assertRefused(String password) {
        String refused =
                assertThrows(SQLException.class, () -> connect(password)).getSQLState();
        assertEquals("28P01", refused);
    }

    private String query(String sql) throws Exception {
        String password =
                Files.readString(project.resolve("data/postgres.password")).strip();
        try (Connection connection = connect(password);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            ResultSet result = statement.getResultSet();
            result.next();
            return result.getString(1);
        }
    }

    private Connection connect(String password) throws Exception {
        String port = Files.readAllLines(project.resolve("data/postgres/postmaster.pid"))
                .get(3);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/chats", "chats", password);
    }
}
