package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database of an older release gets what it takes to change messages after they were said. */
class ChangesTest {
    private static final String BEFORE = "12";
    private static final String MESSAGES = "SELECT id, chat_id, author_id, seq, message, client_message_id, created_at"
            + " FROM messages_model ORDER BY id";

    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void talkAsBefore() throws SQLException {
        new Migrations(database.dataSource(), BEFORE).run();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob');"
                + "INSERT INTO chats_model (name, low_user_id, high_user_id, last_seq) VALUES ('room', NULL, NULL, 2), (NULL, 1, 2, 1);"
                + "INSERT INTO messages_model (id, chat_id, author_id, seq, message, client_message_id) VALUES"
                + " (10, 1, 1, 1, 'to all', 'a'), (11, 1, 2, 2, 'me too', NULL), (12, 2, 2, 1, 'psst', 'a')");
    }

    @Test
    void nothingHasChangedYet() throws SQLException {
        List<String> before = database.rows(MESSAGES);
        database.migrate();
        assertEquals(before, database.rows(MESSAGES));
        assertEquals(
                "3|0|0|0|0",
                database.value(
                        "SELECT count(*), count(edited_at), count(deleted_at), count(sent_hash), count(reactions)"
                                + " FROM messages_model"));
        assertEquals(List.of("1|2|0", "2|1|0"), database.rows("SELECT id, last_seq, highest_rev FROM chats_model"));
        assertEquals("0|0", database.value("SELECT (SELECT count(*) FROM changes), count(*) FROM edits"));
    }

    @Test
    void noTableIsWrittenAnew() throws SQLException {
        String files = "SELECT pg_relation_filenode('messages_model'), pg_relation_filenode('chats_model')";
        String before = database.value(files);
        String rows = "SELECT xmin, ctid, id FROM messages_model ORDER BY id";
        List<String> rowsBefore = database.rows(rows);
        database.migrate();
        assertEquals(before, database.value(files));
        assertEquals(rowsBefore, database.rows(rows));
    }

    @Test
    void aChatsChangesAndEditsGoWithIt() throws SQLException {
        database.migrate();
        database.run("INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 1, 2, 1), (2, 1, 1, 1);"
                + "INSERT INTO edits (author_id, client_change_id, chat_id, seq, text_hash) VALUES"
                + " (1, 'x', 1, 1, '\\x01'), (2, 'x', 2, 1, NULL);"
                + "DELETE FROM messages_model WHERE chat_id = 1; DELETE FROM chats_model WHERE id = 1");
        assertEquals(List.of("2|1|1|1"), database.rows("SELECT chat_id, rev, after_seq, seq FROM changes"));
        assertEquals(List.of("2|x|2|1"), database.rows("SELECT author_id, client_change_id, chat_id, seq FROM edits"));
    }

    @Test
    void aMessageAndARevAreInTheChangesOnceAndAnIdOfASenderInTheEdits() throws SQLException {
        database.migrate();
        database.run("INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 1, 2, 1);"
                + "INSERT INTO edits (author_id, client_change_id, chat_id, seq) VALUES (1, 'x', 1, 1)");
        assertEquals("23505", refused("INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 1, 2, 2)"));
        assertEquals("23505", refused("INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 2, 2, 1)"));
        assertEquals("23503", refused("INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (9, 1, 2, 1)"));
        assertEquals(
                "23505",
                refused("INSERT INTO edits (author_id, client_change_id, chat_id, seq) VALUES (1, 'x', 2, 1)"));
        assertEquals(
                "23503",
                refused("INSERT INTO edits (author_id, client_change_id, chat_id, seq) VALUES (9, 'x', 2, 1)"));
    }

    @Test
    void whatANodeOfTheVersionBeforeStoresIsAMessageLikeOthers() throws SQLException {
        database.migrate();
        database.run("UPDATE chats_model SET last_seq = last_seq + 1 WHERE id = 1;"
                + "INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id, created_at)"
                + " VALUES (1, 1, 3, 'late', 'b', timezone('utc', now()));"
                + "INSERT INTO chats_model (low_user_id, high_user_id, created_at, updated_at)"
                + " VALUES (1, 1, timezone('utc', now()), timezone('utc', now()))");
        assertEquals(
                "late|null|null|null|null|0",
                database.value(
                        "SELECT message, edited_at, deleted_at, sent_hash, reactions, highest_rev"
                                + " FROM messages_model m JOIN chats_model c ON c.id = m.chat_id WHERE m.seq = c.last_seq AND c.id = 1"));
        assertEquals(
                "0", database.value("SELECT highest_rev FROM chats_model WHERE low_user_id = 1 AND high_user_id = 1"));
    }

    @Test
    void whatIsSaidWhileItWaitsStays() throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try (Connection old = database.dataSource().getConnection();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.execute("INSERT INTO messages_model (chat_id, author_id, seq, message) VALUES (1, 1, 3, 'late')");
            Future<String> migrated = thread.submit(database::migrate);
            old.commit();
            migrated.get();
        } finally {
            thread.shutdown();
        }
        assertEquals("late", database.value("SELECT message FROM messages_model WHERE seq = 3"));
    }

    @Test
    void whatIsBrokenOffLeavesEverythingAsItWasAndSucceedsLater() throws SQLException {
        // a rule of others that no deleted message can keep, found only after all tables were made
        database.run(
                "ALTER TABLE messages_model ADD COLUMN \"deletedAt\" TIMESTAMP, ADD COLUMN reactions int;"
                        + "UPDATE messages_model SET \"deletedAt\" = now() WHERE id IN (10, 11);"
                        + "CREATE TABLE changes (mine int); CREATE UNIQUE INDEX of_others ON messages_model (chat_id, message)");
        String shape = "SELECT table_name, column_name, data_type FROM information_schema.columns"
                + " WHERE table_schema = 'public' ORDER BY 1, 2";
        List<String> before = database.rows(shape);
        List<String> messages = database.rows(MESSAGES);
        assertThrows(FlywayException.class, database::migrate);
        assertEquals(before, database.rows(shape));
        assertEquals(messages, database.rows(MESSAGES));
        database.run("DROP INDEX of_others");
        database.migrate();
        assertEquals(List.of("", "", "psst"), database.rows("SELECT message FROM messages_model ORDER BY id"));
    }

    @Test
    void columnsOfOthersWithTheseNamesAreKept() throws SQLException {
        database.run("ALTER TABLE chats_model ADD COLUMN last_rev text DEFAULT 'rev';"
                + "ALTER TABLE messages_model ADD COLUMN edited_at int DEFAULT 1, ADD COLUMN deleted_at boolean DEFAULT true,"
                + " ADD COLUMN sent_hash text DEFAULT 'hash', ADD COLUMN reactions int NOT NULL DEFAULT 4");
        database.migrate();
        assertEquals(
                "rev|0", database.value("SELECT last_rev_before_chats, highest_rev FROM chats_model WHERE id = 1"));
        assertEquals(
                "to all|1|t|hash|4|null|null|null|null",
                database.value(
                        "SELECT message, edited_at_before_chats, deleted_at_before_chats, sent_hash_before_chats,"
                                + " reactions_before_chats, edited_at, deleted_at, sent_hash, reactions"
                                + " FROM messages_model WHERE id = 10"));
    }

    @Test
    void tablesOfOthersWithTheseNamesAreKept() throws SQLException {
        database.run(
                "CREATE TABLE changes (id SERIAL PRIMARY KEY, what text); INSERT INTO changes (what) VALUES ('coin');"
                        + "CREATE INDEX edits_chat_id_seq_idx ON changes (what); CREATE TABLE film (id int PRIMARY KEY);"
                        + "CREATE VIEW edits AS SELECT what FROM changes");
        database.migrate();
        assertEquals("1|coin", database.value("SELECT id, what FROM changes_before_chats"));
        assertEquals("coin", database.value("SELECT what FROM edits_before_chats"));
        assertEquals("0|0", database.value("SELECT (SELECT count(rev) FROM changes), count(text_hash) FROM edits"));
    }

    @Test
    void typesOfOthersWithTheseNamesAreKept() throws SQLException {
        database.run("CREATE TYPE changes AS ENUM ('small', 'large'); CREATE TYPE edits AS (chat int);"
                + "CREATE TABLE film (change changes, edit edits); INSERT INTO film VALUES ('small', ROW(1))");
        database.migrate();
        assertEquals(
                "small|changes_before_chats|edits_before_chats",
                database.value("SELECT change, pg_typeof(change), pg_typeof(edit) FROM film"));
        assertEquals("0|0", database.value("SELECT (SELECT count(rev) FROM changes), count(text_hash) FROM edits"));
    }

    @Test
    void whatOthersDemandOfATextIsNotDemandedOfADeletedMessage() throws SQLException {
        database.run("ALTER TABLE messages_model ADD CONSTRAINT said CHECK (message <> ''),"
                + " ADD CONSTRAINT short CHECK (char_length(message) <= 10 AND author_id > 0) NOT VALID,"
                + " ADD CONSTRAINT other CHECK (seq > 0)");
        database.migrate();
        database.run("UPDATE messages_model SET message = '', deleted_at = timezone('utc', now()) WHERE id = 10");
        assertEquals("23514", refused("UPDATE messages_model SET message = '' WHERE id = 11"));
        assertEquals("23514", refused("UPDATE messages_model SET message = 'longer than ten' WHERE id = 11"));
        assertEquals(
                List.of("other|t", "said|t", "short|f"),
                database.rows("SELECT conname, convalidated FROM pg_constraint WHERE contype = 'c'"
                        + " AND conrelid = 'messages_model'::regclass ORDER BY 1"));
    }

    @Test
    void triggersThatKnowAnOldNameDoNotKeepMessagesFromChanging() throws SQLException {
        database.run("ALTER TABLE messages_model ADD COLUMN updated_at TIMESTAMP;"
                + "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN NEW.\"updatedAt\" := now(); RETURN NEW; END$$;"
                + "CREATE FUNCTION fold() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN NEW.message := lower(NEW.message); RETURN NEW; END$$;"
                + "CREATE TRIGGER touch BEFORE UPDATE ON messages_model FOR EACH ROW EXECUTE FUNCTION touch();"
                + "CREATE TRIGGER fold BEFORE UPDATE ON messages_model FOR EACH ROW EXECUTE FUNCTION fold();"
                + "CREATE TRIGGER off BEFORE UPDATE ON messages_model FOR EACH ROW EXECUTE FUNCTION fold();"
                + "ALTER TABLE messages_model DISABLE TRIGGER off, ENABLE ALWAYS TRIGGER fold");
        database.migrate();
        database.run("UPDATE messages_model SET message = 'EDITED' WHERE id = 10");
        assertEquals("edited", database.value("SELECT message FROM messages_model WHERE id = 10"));
        assertEquals(
                List.of("fold|A", "off|D", "touch|D"),
                database.rows("SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'messages_model'::regclass"
                        + " AND NOT tgisinternal ORDER BY 1"));
    }

    private String refused(String sql) {
        return assertThrows(SQLException.class, () -> database.run(sql)).getSQLState();
    }
}
