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

/** The whispers of an older release become chats of two users. */
class DirectChatsTest {
    private static final String BEFORE = "11";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_COLUMN = "42703";
    private static final String OLD_PAIR =
            "INSERT INTO whisper_pairs (low_user_id, high_user_id, last_seq) VALUES (1, 3, 1)";
    private static final String OLD_WHISPER =
            "INSERT INTO messages_model (whisper_pair_id, author_id, seq, message) VALUES (7, 2, 4, 'late')";

    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void whisperAsBefore() throws SQLException {
        new Migrations(database.dataSource(), BEFORE).run();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob'), ('carol');"
                + "INSERT INTO chats_model (name, last_seq) VALUES ('room', 1);"
                + "INSERT INTO whisper_pairs (id, low_user_id, high_user_id, last_seq, created_at, updated_at) VALUES"
                + " (7, 1, 2, 3, '2025-01-01 10:00', '2025-01-02 10:00'), (9, 3, 3, 1, '2025-01-03 10:00', '2025-01-03 10:00');"
                + "INSERT INTO messages_model (id, chat_id, whisper_pair_id, author_id, seq, message, client_message_id) VALUES"
                + " (10, 1, NULL, 1, 1, 'to all', 'a'), (11, NULL, 7, 1, 1, 'psst', 'b'), (12, NULL, 9, 3, 1, 'note', NULL),"
                + " (13, NULL, 7, 2, 2, 'what', NULL), (14, NULL, 7, 1, 3, 'that', 'c')");
    }

    @Test
    void idsSeqsAndTimesStay() throws SQLException {
        database.migrate();
        assertEquals(
                List.of(
                        "1|null|null|room|1",
                        "2|1|2|null|3|2025-01-01 10:00:00|2025-01-02 10:00:00",
                        "3|3|3|null|1|2025-01-03 10:00:00|2025-01-03 10:00:00"),
                List.of(
                        database.value(
                                "SELECT id, low_user_id, high_user_id, name, last_seq FROM chats_model WHERE id = 1"),
                        direct(2),
                        direct(3)));
        assertEquals(
                List.of(
                        "10|1|1|1|to all|a",
                        "11|2|1|1|psst|b",
                        "12|3|3|1|note|null",
                        "13|2|2|2|what|null",
                        "14|2|1|3|that|c"),
                database.rows("SELECT id, chat_id, author_id, seq, message, client_message_id FROM messages_model"
                        + " ORDER BY id"));
    }

    @Test
    void whoeverIsLeftOfTheVersionBeforeWritesNothingWrong() throws SQLException {
        database.migrate();
        assertEquals(UNDEFINED_TABLE, refused(OLD_PAIR));
        assertEquals(UNDEFINED_COLUMN, refused(OLD_WHISPER));
        database.run("INSERT INTO messages_model (chat_id, author_id, seq, message) VALUES (1, 1, 2, 'in a room')");
    }

    @Test
    void whatIsWrittenWhileItWaitsIsTakenOver() throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try (Connection old = database.dataSource().getConnection();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.execute(OLD_WHISPER);
            statement.execute("UPDATE whisper_pairs SET last_seq = 4 WHERE id = 7");
            Future<String> migrated = thread.submit(database::migrate);
            old.commit();
            migrated.get();
        } finally {
            thread.shutdown();
        }
        assertEquals(
                "4|4",
                database.value("SELECT max(seq), (SELECT last_seq FROM chats_model WHERE id = 2)"
                        + " FROM messages_model WHERE chat_id = 2"));
    }

    @Test
    void whatIsBrokenOffLeavesEverythingAsItWasAndSucceedsLater() throws SQLException {
        // chats_model_id_seq stays where the attempt left it
        database.run("CREATE VIEW of_others AS SELECT whisper_pair_id FROM messages_model");
        assertThrows(FlywayException.class, database::migrate);
        assertEquals(
                "2|4",
                database.value(
                        "SELECT (SELECT count(*) FROM whisper_pairs), count(whisper_pair_id) FROM messages_model"));
        database.run("DROP VIEW of_others");
        database.migrate();
        assertEquals("3", database.value("SELECT max(last_seq) FROM chats_model WHERE low_user_id = 1"));
        assertEquals(
                "3|1",
                database.value("SELECT count(*), count(DISTINCT chat_id) FROM messages_model m JOIN chats_model c"
                        + " ON c.id = m.chat_id WHERE c.low_user_id = 1"));
    }

    @Test
    void triggersOfOthersSeeNothingAndGoOn() throws SQLException {
        database.run("CREATE TABLE seen (what text);"
                + "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN INSERT INTO seen VALUES (TG_TABLE_NAME); RETURN NEW; END $$;"
                + "CREATE TRIGGER note BEFORE UPDATE ON messages_model FOR EACH ROW EXECUTE FUNCTION note();"
                + "CREATE TRIGGER note BEFORE INSERT ON chats_model FOR EACH ROW EXECUTE FUNCTION note();"
                + "CREATE TRIGGER off BEFORE INSERT ON chats_model FOR EACH ROW EXECUTE FUNCTION note();"
                + "ALTER TABLE chats_model DISABLE TRIGGER off; ALTER TABLE messages_model ENABLE ALWAYS TRIGGER note");
        database.migrate();
        assertEquals("0", database.value("SELECT count(*) FROM seen"));
        assertEquals(
                List.of("note|O", "off|D", "note|A"),
                database.rows("SELECT tgname, tgenabled FROM pg_trigger WHERE tgname IN ('note', 'off')"
                        + " ORDER BY tgrelid::regclass::text, tgname"));
    }

    @Test
    void columnsOfOthersWithTheseNamesAreKept() throws SQLException {
        database.run("ALTER TABLE chats_model ADD COLUMN low_user_id text; UPDATE chats_model SET low_user_id = 'low'");
        database.migrate();
        assertEquals("low", database.value("SELECT low_user_id_before_chats FROM chats_model WHERE id = 1"));
    }

    @Test
    void twoUsersHaveOneChat() throws SQLException {
        database.migrate();
        assertEquals("23505", refused("INSERT INTO chats_model (low_user_id, high_user_id) VALUES (1, 2)"));
        assertEquals("23514", refused("INSERT INTO chats_model (low_user_id, high_user_id) VALUES (2, 1)"));
        assertEquals("23514", refused("INSERT INTO chats_model (low_user_id) VALUES (2)"));
        assertEquals("23503", refused("INSERT INTO chats_model (low_user_id, high_user_id) VALUES (2, 99)"));
    }

    private String direct(int id) throws SQLException {
        return database.value("SELECT id, low_user_id, high_user_id, name, last_seq, created_at, updated_at"
                + " FROM chats_model WHERE id = " + id);
    }

    private String refused(String sql) {
        return assertThrows(SQLException.class, () -> database.run(sql)).getSQLState();
    }
}
