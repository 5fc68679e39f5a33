package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PresenceTableTest {
    private final TestDatabase database = TestDatabase.empty();

    @Test
    void whatOthersHaveCalledByItsNameMovesAside() throws SQLException {
        new Migrations(database.dataSource(), "13").run();
        database.run("CREATE TABLE presence (mine int PRIMARY KEY); INSERT INTO presence VALUES (5)");
        database.migrate();
        assertEquals("5", database.value("SELECT mine FROM presence_before_chats"));
        assertEquals("0", database.value("SELECT count(*) FROM presence"));
    }

    @Test
    void aTypeOfItsNameMovesAside() throws SQLException {
        new Migrations(database.dataSource(), "13").run();
        database.run("CREATE TYPE presence AS ENUM ('here'); CREATE TABLE presence_pkey (mine int)");
        database.migrate();
        assertEquals("here", database.value("SELECT 'here'::presence_before_chats"));
        assertEquals("0", database.value("SELECT count(*) FROM presence"));
        assertEquals("0", database.value("SELECT count(*) FROM presence_pkey_before_chats"));
    }

    @Test
    void idsHaveTheTypeThatTheyHaveWhereADatabaseWasTakenOver() throws SQLException {
        TestDatabase taken = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        taken.migrate();
        assertEquals(
                "t",
                taken.value(
                        "SELECT (SELECT atttypid FROM pg_attribute WHERE attrelid = 'presence'::regclass AND attname = 'user_id')"
                                + " = (SELECT atttypid FROM pg_attribute WHERE attrelid = 'users_model'::regclass AND attname = 'id')"));
    }
}
