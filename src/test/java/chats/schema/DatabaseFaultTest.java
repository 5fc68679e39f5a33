package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseFaultTest {
    private static final RunningPostgres SERVER = TestDatabase.SERVER;

    @Test
    void aPortWhereNobodyListensIsDbUrl() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            taken.close();
            assertSays(
                    "The database at DB_URL cannot be reached: ",
                    TestDatabase.source("jdbc:postgresql://127.0.0.1:" + port + "/chats", "chats", ""));
        }
    }

    @Test
    void aHostThatDoesNotExistIsDbUrl() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://no-such-host.invalid/chats");
        assertSays("The database at DB_URL cannot be reached: ", source);
    }

    @Test
    void aDatabaseThatDoesNotExistIsDbUrl() {
        assertSays(
                "DB_URL names a database that does not exist: FATAL: database \"nowhere\" does not exist",
                TestDatabase.source(SERVER.url("nowhere"), SERVER.user(), SERVER.password()));
    }

    @Test
    void aUserWhoMayNotLogInIsDbUser() {
        assertSays(
                "DB_USER or DB_PASSWORD is refused by the database: FATAL: password authentication failed for user \"nobody\"",
                TestDatabase.source(SERVER.url(), "nobody", "secret"));
    }

    @Test
    void aWrongPasswordIsDbPassword() {
        assertEquals(
                "DB_USER or DB_PASSWORD is refused by the database: FATAL: password authentication failed",
                sentence("28P01", "FATAL: password authentication failed DSRA0010E: SQL State = 28P01"));
    }

    @Test
    void aUserWithoutRightsIsDbUser() {
        assertEquals(
                "DB_USER may not create or alter the tables: ERROR: permission denied for schema public",
                sentence("42501", "ERROR: permission denied for schema public\n  Position: 14"));
    }

    @Test
    void tablesOfAnotherVersionAreNamedAsSuch() throws SQLException {
        TestDatabase database = TestDatabase.migrated();
        database.run("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '4'");
        assertSays("The tables of the database at DB_URL were made by another version of Chats", database.dataSource);
    }

    private static void assertSays(String expected, DataSource source) {
        FlywayException failure = assertThrows(FlywayException.class, () -> new Migrations(source).run());
        String sentence = DatabaseFault.sentence(failure);
        assertTrue(sentence.startsWith(expected), sentence);
        assertEquals(1, sentence.lines().count());
    }

    private static String sentence(String sqlState, String message) {
        return DatabaseFault.sentence(new FlywayException("migrate", new SQLException(message, sqlState)));
    }
}
