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
                + "CREATE TYPE visibility_changes AS ENUM ('here')");
        database.migrate();
        assertEquals("5", database.value("SELECT mine FROM blocks_before_chats"));
        assertEquals("here", database.value("SELECT 'here'::visibility_changes_before_chats"));
        assertEquals("0|0", database.value("SELECT (SELECT count(*) FROM blocks), count(*) FROM visibility_changes"));
    }

    @Test
    void whoWasRemovedBeforeIsNoNews() throws SQLException {
        new Migrations(database.dataSource(), BEFORE).run();
        database.run("INSERT INTO users_model (id) VALUES (1); INSERT INTO chats_model (id) VALUES (1)");
        String removal =
                "INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at)"
                        + " VALUES (1, 1, 0, 0, 0, %d, '2026-01-01')";
        database.run(removal.formatted(1));
        database.migrate();
        assertEquals(List.of(), database.rows("SELECT user_id FROM visibility_changes"));
        database.run(removal.formatted(2));
        assertEquals(List.of("1"), database.rows("SELECT user_id FROM visibility_changes"));
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
                        + " OR attrelid = 'visibility_changes'::regclass AND attname = 'user_id')"));
    }
}
