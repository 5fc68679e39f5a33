package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database of an older release gets the table of blocks. */
class BlocksTableTest {
    private static final String BEFORE = "16";

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void whatOthersHaveCalledByItsNamesMovesAside() throws SQLException {
        new Migrations(database.dataSource(), BEFORE).run();
        database.run("CREATE TABLE blocks (mine int); INSERT INTO blocks VALUES (5);"
                + "CREATE TYPE block_changes AS ENUM ('here')");
        database.migrate();
        assertEquals("5", database.value("SELECT mine FROM blocks_before_chats"));
        assertEquals("here", database.value("SELECT 'here'::block_changes_before_chats"));
        assertEquals("0|0", database.value("SELECT (SELECT count(*) FROM blocks), count(*) FROM block_changes"));
    }

    /** So that it calls no function of whoever changes blocks. */
    @Test
    void whatNotesAChangeHasASearchPathOfItsOwn() throws SQLException {
        database.migrate();
        database.run("INSERT INTO users_model (id) VALUES (1), (2);"
                + "CREATE FUNCTION public.timezone(text, timestamptz) RETURNS timestamp LANGUAGE sql AS 'SELECT NULL::timestamp';"
                + "SET search_path = public, pg_catalog; INSERT INTO blocks VALUES (1, 2, '2026-01-01')");
        assertEquals(
                List.of("1", "2"), database.rows("SELECT user_id FROM block_changes WHERE at IS NOT NULL ORDER BY 1"));
    }

    @Test
    void idsHaveTheTypeThatTheyHaveWhereADatabaseWasTakenOver() throws SQLException {
        TestDatabase taken = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        taken.migrate();
        assertEquals(
                "1",
                taken.value("SELECT count(DISTINCT atttypid) FROM pg_attribute WHERE NOT attisdropped"
                        + " AND (attrelid = 'users_model'::regclass AND attname = 'id'"
                        + " OR attrelid = 'blocks'::regclass AND attname IN ('user_id', 'blocked_id')"
                        + " OR attrelid = 'block_changes'::regclass AND attname = 'user_id')"));
    }
}
