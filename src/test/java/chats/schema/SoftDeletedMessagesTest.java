package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TypeORM deleted softly, with a time in a column, is deleted in Chats too. */
class SoftDeletedMessagesTest {
    private static final String TEXTS = "SELECT id, message, deleted_at FROM messages_model ORDER BY id";
    private static final List<String> DELETED = List.of(
            "1|hello|null",
            "2|in the other chat|null",
            "3||2024-05-01 10:00:00.123",
            "4|no chat|null",
            "6||2024-05-02 10:00:00",
            "7|earlier by the clock|null",
            "20||2024-05-03 10:00:00");
    private static final String NONE = "SELECT count(nullif(message, '')), count(deleted_at) FROM messages_model";

    private TestDatabase database;

    private void fill(String spelling) throws SQLException {
        database = TestDatabase.filledBy("typeorm-" + spelling + ".sql", "rows.sql");
    }

    private void delete(String column, String type) throws SQLException {
        database.run("SET timezone = 'UTC'; ALTER TABLE messages_model ADD COLUMN " + column + " " + type + ";"
                + "UPDATE messages_model SET " + column + " = CASE id WHEN 3 THEN '2024-05-01 10:00:00.123456'"
                + " WHEN 6 THEN '2024-05-02 10:00:00' ELSE '2024-05-03 10:00:00' END::timestamp AT TIME ZONE 'UTC'"
                + " WHERE id IN (3, 6, 20)");
    }

    private void fillAndDelete() throws SQLException {
        fill("camelCase");
        delete("\"deletedAt\"", "timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "camelCase, \"deletedAt\", timestamp",
        "camelCase, \"deletedAt\", timestamptz",
        "snake_case, deleted_at, timestamp(6)",
        "snake_case, deleted_at, timestamptz(6)"
    })
    void areDeletedAndKeepEverythingButTheText(String spelling, String column, String type) throws SQLException {
        fill(spelling);
        TestDatabase undeleted = database.copy();
        undeleted.migrate();
        delete(column, type);
        TestDatabase takenOverLongAgo = database.copy();
        new Migrations(takenOverLongAgo.dataSource, "12").run();
        assertEquals("6", takenOverLongAgo.value("SELECT count(*) FROM messages_model WHERE message <> 'no author'"));
        for (TestDatabase one : List.of(database, takenOverLongAgo)) {
            one.migrate();
            assertEquals(DELETED, one.rows(TEXTS));
            for (String rest : List.of(
                    "SELECT id, chat_id, author_id, seq, created_at, updated_at FROM messages_model ORDER BY id",
                    "SELECT id, last_seq, highest_rev, updated_at FROM chats_model ORDER BY id")) {
                assertEquals(undeleted.rows(rest), one.rows(rest));
            }
        }
    }

    @Test
    void areNowhereInTheTable() throws SQLException {
        fillAndDelete();
        // the view makes the take-over keep the old column; "words" are computed no more after it
        database.run(
                "ALTER TABLE messages_model ADD COLUMN loud varchar NOT NULL DEFAULT '', ADD COLUMN client text DEFAULT 'Phone',"
                        + " ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', message)) STORED;"
                        + "UPDATE messages_model SET loud = upper(message);"
                        + "CREATE VIEW said AS SELECT id, message FROM messages_model");
        database.migrate();
        assertEquals(List.of(), texts("3, 6, 20", "author|안녕|last"));
        assertEquals(4, texts("1, 2, 4, 7", "hello|other|chat|clock").size());
        assertEquals("7", database.value("SELECT count(*) FROM messages_model WHERE client = 'Phone'"));
        assertEquals(
                "hello|HELLO|'hello':1",
                database.value("SELECT message_before_chats, loud, words FROM messages_model WHERE id = 1"));
    }

    @Test
    void whatIsDeletedLaterIsDeletedWhereTheTakeOverKeptItToo() throws SQLException {
        fill("camelCase");
        database.run("CREATE VIEW said AS SELECT id, message FROM messages_model");
        database.migrate();
        database.run("UPDATE messages_model SET message = 'edited', edited_at = now() WHERE id = 2;"
                + "UPDATE messages_model SET message = '', deleted_at = now() WHERE id = 1");
        assertEquals(
                List.of("1|null", "2|in the other chat"),
                database.rows("SELECT id, message_before_chats FROM messages_model WHERE id < 3 ORDER BY id"));
    }

    @Test
    void areNowhereInTheTableWhateverItsCollations() throws SQLException {
        fillAndDelete();
        database.run(
                "ALTER TABLE messages_model ALTER message TYPE text COLLATE \"POSIX\", ADD COLUMN loud text COLLATE \"C\";"
                        + "UPDATE messages_model SET message = '안녕 Édith', loud = '안녕 ÉDITH'");
        database.migrate();
        assertEquals(List.of(), texts("3, 6, 20", "안녕"));
        assertEquals(4, texts("1, 2, 4, 7", "안녕").size());
    }

    /** The rows, of those with these ids, in which one of the words is left. */
    private List<String> texts(String ids, String words) throws SQLException {
        return database.rows("SELECT id FROM messages_model m WHERE id IN (" + ids + ") AND EXISTS"
                + " (SELECT FROM jsonb_each_text(to_jsonb(m)) WHERE value ~* '" + words + "')");
    }

    @ParameterizedTest
    @CsvSource({"timestamp, 2024-05-01 01:00:00.123", "timestamptz, 2024-05-01 10:00:00.123"})
    void haveBeenDeletedByTheClockOfTheDatabasesZone(String type, String time) throws SQLException {
        fill("camelCase");
        delete("\"deletedAt\"", type);
        database.run("ALTER DATABASE " + database.name + " SET timezone = 'Asia/Seoul'");
        database.migrate();
        assertEquals(time, database.value("SELECT deleted_at FROM messages_model WHERE id = 3"));
    }

    @ParameterizedTest
    @CsvSource({"timestamp", "timestamptz"})
    void areNotThoseWhoseTimeIsNoneOrStillToCome(String type) throws SQLException {
        fill("camelCase");
        delete("\"deletedAt\"", type);
        database.run("UPDATE messages_model SET \"deletedAt\" = CASE id WHEN 3 THEN 'infinity'"
                + " WHEN 6 THEN '-infinity' ELSE '9999-12-31' END::timestamp WHERE id IN (3, 6, 20)");
        database.migrate();
        assertEquals("7|0", database.value(NONE));
    }

    @Test
    void areNoneWhereEachMessageMustHaveATime() throws SQLException {
        fill("camelCase");
        database.run("ALTER TABLE messages_model ADD COLUMN \"deletedAt\" TIMESTAMP NOT NULL DEFAULT '1970-01-01'");
        database.migrate();
        assertEquals("7|0", database.value(NONE));
    }

    @Test
    void areDeletedByEitherColumn() throws SQLException {
        fillAndDelete();
        database.run("ALTER TABLE messages_model ADD COLUMN deleted_at TIMESTAMP;"
                + "UPDATE messages_model SET deleted_at = '2024-06-01' WHERE id IN (1, 3)");
        database.migrate();
        assertEquals(
                List.of(
                        "1|2024-06-01 00:00:00",
                        "3|2024-06-01 00:00:00",
                        "6|2024-05-02 10:00:00",
                        "20|2024-05-03 10:00:00"),
                database.rows("SELECT id, deleted_at FROM messages_model WHERE message = '' ORDER BY id"));
    }

    @Test
    void areUnseenByTriggersOfOthers() throws SQLException {
        fillAndDelete();
        database.run("CREATE TABLE seen (what text);"
                + "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN INSERT INTO seen VALUES (OLD.message); RETURN NEW; END $$;"
                + "CREATE TRIGGER note BEFORE UPDATE ON messages_model FOR EACH ROW EXECUTE FUNCTION note();"
                + "CREATE CONSTRAINT TRIGGER later AFTER UPDATE ON messages_model DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION note()");
        database.migrate();
        assertEquals(DELETED, database.rows(TEXTS));
        assertEquals("0", database.value("SELECT count(*) FROM seen"));
        database.run("UPDATE messages_model SET message = 'edited' WHERE id = 1");
        assertEquals(List.of("hello", "hello"), database.rows("SELECT what FROM seen"));
    }

    @Test
    void mayHaveBeenForbiddenToBeEmpty() throws SQLException {
        fillAndDelete();
        new Migrations(database.dataSource, "12").run();
        database.run("ALTER TABLE messages_model ADD CHECK (message <> '')");
        database.migrate();
        assertEquals(DELETED, database.rows(TEXTS));
        assertTrue(database.value("SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE conrelid = 'messages_model'::regclass AND contype = 'c'")
                .contains("message <> ''"));
    }
}
