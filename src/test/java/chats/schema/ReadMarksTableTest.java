package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database of an older release gets marks of how far its members have read. */
class ReadMarksTableTest {
    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void talkAsBefore() throws SQLException {
        new Migrations(database.dataSource(), "16").run();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob');"
                + "INSERT INTO chats_model (name, last_seq, low_user_id, high_user_id) VALUES"
                + " ('room', 5, NULL, NULL), ('quiet', 0, NULL, NULL), (NULL, 3, 1, 2), (NULL, 4, 2, 2);"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id)"
                + " VALUES (1, 1), (1, 2), (2, 1)");
    }

    @Test
    void whoWasThereBeforeHasReadEverything() throws SQLException {
        database.migrate();
        assertEquals(
                List.of("1|1|5|f|f|null", "1|2|5|f|f|null", "3|1|3|f|f|null", "3|2|3|f|f|null", "4|2|4|f|f|null"),
                database.rows("SELECT * FROM read_marks ORDER BY chat_id, user_id"));
    }

    @Test
    void whatOthersHaveCalledByItsNameMovesAside() throws SQLException {
        database.run("CREATE TABLE read_marks (mine int PRIMARY KEY); INSERT INTO read_marks VALUES (5)");
        database.migrate();
        assertEquals("5", database.value("SELECT mine FROM read_marks_before_chats"));
        assertEquals("5", database.value("SELECT count(*) FROM read_marks"));
    }

    @Test
    void aTypeOfItsNameMovesAside() throws SQLException {
        database.run("CREATE TYPE read_marks AS ENUM ('here'); CREATE TABLE read_marks_pkey (mine int)");
        database.migrate();
        assertEquals("here", database.value("SELECT 'here'::read_marks_before_chats"));
        assertEquals("0", database.value("SELECT count(*) FROM read_marks_pkey_before_chats"));
    }

    @Test
    void marksGoWithTheirChatAndTheirUser() throws SQLException {
        database.migrate();
        database.run("DELETE FROM chats_model WHERE id IN (3, 4)");
        assertEquals(List.of("1|1", "1|2"), database.rows("SELECT chat_id, user_id FROM read_marks ORDER BY 1, 2"));
        database.run("DELETE FROM chats_model_users_users_model; DELETE FROM users_model WHERE id = 1");
        assertEquals(List.of("1|2"), database.rows("SELECT chat_id, user_id FROM read_marks"));
    }

    @Test
    void deletedMessagesAreFoundByAnIndexOfTheirOwn() throws SQLException {
        database.migrate();
        assertEquals(
                "1",
                database.value("SELECT count(*) FROM pg_indexes WHERE tablename = 'messages_model'"
                        + " AND indexdef LIKE '%(chat_id, seq) WHERE (deleted_at IS NOT NULL)'"));
    }

    @Test
    void idsHaveTheTypeThatTheyHaveWhereADatabaseWasTakenOver() throws SQLException {
        TestDatabase taken = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        taken.migrate();
        for (String table : List.of("users_model", "chats_model")) {
            String column = table.equals("users_model") ? "user_id" : "chat_id";
            assertEquals(
                    "t",
                    taken.value("SELECT (SELECT atttypid FROM pg_attribute WHERE attrelid = 'read_marks'::regclass"
                            + " AND attname = '" + column + "') = (SELECT atttypid FROM pg_attribute WHERE attrelid = '"
                            + table + "'::regclass AND attname = 'id')"));
        }
        assertEquals(
                "0",
                taken.value("SELECT count(*) FROM chats_model c JOIN chats_model_users_users_model m ON"
                        + " m.chats_model_id = c.id LEFT JOIN read_marks r ON r.chat_id = c.id AND r.user_id = m.users_model_id"
                        + " WHERE c.last_seq <> coalesce(r.read_seq, 0)"));
    }
}
