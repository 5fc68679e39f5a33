package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Nodes that start on one database at the same moment, and one that fails half-way. */
class SeveralNodesTest {
    private static final int NODES = 3;
    private static final List<String> VERSIONS = MigrationFiles.NAMES.stream()
            .map(name -> name.substring(1, name.indexOf('_')))
            .toList();

    @Test
    void migrateAnEmptyDatabaseOnce() throws Exception {
        TestDatabase database = TestDatabase.empty();
        migrateAtOnce(database);
        assertMigratedOnce(database);
    }

    @Test
    void takeOverADatabaseOnce() throws Exception {
        TestDatabase database = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        migrateAtOnce(database);
        assertMigratedOnce(database);
        assertEquals(
                "3|2",
                database.value("SELECT max(last_seq), (SELECT count(*) FROM messages_model"
                        + " WHERE seq IS NULL) FROM chats_model"));
    }

    @Test
    void aTakeoverThatFailsLeavesEverythingAsItWas() throws SQLException {
        TestDatabase database = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        database.run("CREATE TABLE logins (mine int)");
        String everything = "SELECT table_name, column_name, data_type, is_nullable, column_default"
                + " FROM information_schema.columns WHERE table_schema = 'public'"
                + " AND table_name <> 'flyway_schema_history' ORDER BY 1, 2";
        List<String> before = database.rows(everything);
        RuntimeException failure = assertThrows(UnusableDatabase.class, database::migrate);
        assertTrue(
                DatabaseFault.sentence(failure).startsWith("logins in schema public belongs to another application"));
        assertEquals(before, database.rows(everything));

        database.run("ALTER TABLE logins RENAME TO logins_of_mine");
        database.migrate();
        assertMigratedOnce(database);
    }

    @Test
    void aNodeTakesThreeConnectionsAtMostAndGivesThemBack() throws SQLException {
        CountingDataSource counting = new CountingDataSource(TestDatabase.empty().dataSource);
        new Migrations(counting.counted()).run();
        assertEquals(3, counting.most());
        assertEquals(0, counting.open());
    }

    private static void migrateAtOnce(TestDatabase database) throws Exception {
        CyclicBarrier start = new CyclicBarrier(NODES);
        Callable<String> node = () -> {
            start.await();
            return database.migrate();
        };
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            for (Future<String> version : nodes.invokeAll(Collections.nCopies(NODES, node))) {
                assertEquals(VERSIONS.get(VERSIONS.size() - 1), version.get());
            }
        } finally {
            nodes.shutdown();
        }
    }

    private static void assertMigratedOnce(TestDatabase database) throws SQLException {
        assertEquals(
                VERSIONS,
                database.rows("SELECT version FROM flyway_schema_history WHERE success AND type = 'SQL'"
                        + " ORDER BY installed_rank"));
    }
}
