package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases of the original whose columns are not quite what TypeORM makes by default. */
class OddColumnsTest {
    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.empty();
    }

    @Test
    void spellingsMayBeMixed() throws SQLException {
        database.run("CREATE TABLE users_model (id SERIAL PRIMARY KEY, \"createdAt\" TIMESTAMP, updated_at TIMESTAMP);"
                + "CREATE TABLE chats_model (id SERIAL PRIMARY KEY, created_at TIMESTAMP, \"updatedAt\" TIMESTAMP);"
                + "CREATE TABLE chats_model_users_users_model (chats_model_id int, \"usersModelId\" int);"
                + "CREATE TABLE messages_model (id SERIAL PRIMARY KEY, \"chatId\" int, author_id int, message text);"
                + "INSERT INTO users_model VALUES (1, '2024-01-01', '2024-01-02');"
                + "INSERT INTO chats_model VALUES (1, '2024-01-03', '2024-01-04');"
                + "INSERT INTO chats_model_users_users_model VALUES (1, 1);"
                + "INSERT INTO messages_model VALUES (7, 1, 1, 'x')");
        database.migrate();
        assertEquals(
                "2024-01-01 00:00:00|2024-01-02 00:00:00",
                database.value("SELECT created_at, updated_at FROM users_model"));
        assertEquals("2024-01-03 00:00:00|1", database.value("SELECT created_at, last_seq FROM chats_model"));
        assertEquals("1|1", database.value("SELECT chats_model_id, users_model_id FROM chats_model_users_users_model"));
        assertEquals("1|1|1", database.value("SELECT chat_id, author_id, seq FROM messages_model"));
    }

    @Test
    void ofBothSpellingsTheOneInSnakeCaseIsRightAndTheOtherFillsItsGaps() throws SQLException {
        database.run("CREATE TABLE chats_model (id SERIAL PRIMARY KEY, created_at TIMESTAMP, \"createdAt\" TIMESTAMP);"
                + "INSERT INTO chats_model VALUES (1, '2024-01-01', '2023-01-01'), (2, NULL, '2023-01-02')");
        database.migrate();
        assertEquals(
                List.of("1|2024-01-01 00:00:00|2023-01-01 00:00:00", "2|2023-01-02 00:00:00|2023-01-02 00:00:00"),
                database.rows("SELECT id, created_at, \"createdAt\" FROM chats_model ORDER BY id"));
    }

    @Test
    void timesWithAZoneBecomeUtc() throws SQLException {
        database.run("SET timezone = 'Asia/Seoul'; CREATE TABLE chats_model (id SERIAL PRIMARY KEY,"
                + " \"createdAt\" timestamptz(3) NOT NULL DEFAULT now(), \"updatedAt\" timestamptz NOT NULL DEFAULT now());"
                + "INSERT INTO chats_model VALUES (1, '2024-01-01 09:00:00+09', '2024-01-01 09:00:00.123456+09')");
        database.migrate();
        assertEquals(
                "2024-01-01 00:00:00|2024-01-01 00:00:00.123",
                database.value("SELECT created_at, updated_at FROM chats_model"));
    }

    @Test
    void aChatWithoutTimesTakesThemFromItsMessages() throws SQLException {
        database.run("CREATE TABLE users_model (id SERIAL PRIMARY KEY); INSERT INTO users_model VALUES (1);"
                + "CREATE TABLE chats_model (id SERIAL PRIMARY KEY); INSERT INTO chats_model VALUES (1);"
                + "CREATE TABLE messages_model (id SERIAL PRIMARY KEY, chat_id int, author_id int, message text,"
                + " created_at TIMESTAMP); INSERT INTO messages_model VALUES"
                + " (1, 1, 1, 'first', '2024-01-01'), (2, 1, 1, 'last', '2024-01-02')");
        database.migrate();
        assertEquals(
                "2024-01-01 00:00:00|2024-01-02 00:00:00",
                database.value("SELECT created_at, updated_at FROM chats_model"));
    }

    @Test
    void requiredColumnsOfOthersDoNotKeepChatsFromAddingRows() throws SQLException {
        database.run("CREATE TABLE tenants (id int PRIMARY KEY); CREATE TYPE mood AS ENUM ('calm', 'glad');"
                + "CREATE DOMAIN positive AS int CHECK (VALUE > 0);"
                + "CREATE TABLE users_model (id SERIAL PRIMARY KEY, phone varchar(5) NOT NULL, age int NOT NULL,"
                + " active boolean NOT NULL, born date NOT NULL, seen timestamptz NOT NULL, wakes time NOT NULL,"
                + " mood mood NOT NULL, ref uuid NOT NULL, extra jsonb NOT NULL, tags text[] NOT NULL,"
                + " photo bytea NOT NULL, \"userName\" varchar NOT NULL UNIQUE, rank positive NOT NULL,"
                + " tenant_id int NOT NULL REFERENCES tenants, score numeric NOT NULL CHECK (score > 1),"
                + " place point NOT NULL)");
        database.migrate();
        database.run("INSERT INTO users_model (id) VALUES (1), (2)");
        assertEquals(
                "|0|f|calm|{}|{}|null|null|null|null|null",
                database.value(
                        "SELECT phone, age, active, mood, extra, tags, \"userName\", rank, tenant_id, score, place"
                                + " FROM users_model WHERE id = 1"));
    }

    @Test
    void anyTypeOfTextWillDo() throws SQLException {
        database.run("CREATE TYPE greeting AS ENUM ('hi');"
                + "CREATE TABLE users_model (id SERIAL PRIMARY KEY, nickname uuid, email char(20) NOT NULL DEFAULT '');"
                + "CREATE TABLE chats_model (id SERIAL PRIMARY KEY, name varchar NOT NULL);"
                + "CREATE TABLE messages_model (id SERIAL PRIMARY KEY, chat_id int, author_id int, message greeting);"
                + "INSERT INTO users_model VALUES (1, '00000000-0000-0000-0000-000000000001', 'a@b');"
                + "INSERT INTO chats_model VALUES (1, 'named'); INSERT INTO messages_model VALUES (1, 1, 1, 'hi')");
        database.migrate();
        assertEquals(
                "00000000-0000-0000-0000-000000000001|a@b", database.value("SELECT nickname, email FROM users_model"));
        assertEquals("1|hi", database.value("SELECT seq, message FROM messages_model"));
        database.run("INSERT INTO users_model (id) VALUES (2); INSERT INTO chats_model (id) VALUES (2)");
        assertEquals("null", database.value("SELECT name FROM chats_model WHERE id = 2"));
    }

    @Test
    void aViewOnAColumnThatChangesKeepsWorking() throws SQLException {
        database.run("CREATE TABLE messages_model (id SERIAL PRIMARY KEY, chat_id int, author_id int,"
                + " message varchar(99) NOT NULL, \"createdAt\" timestamptz NOT NULL DEFAULT now());"
                + "INSERT INTO messages_model VALUES (1, NULL, NULL, 'seen', '2024-01-01Z');"
                + "CREATE VIEW report AS SELECT id, message, \"createdAt\" FROM messages_model");
        database.migrate();
        database.run("INSERT INTO messages_model (message) VALUES (repeat('x', 4000))");
        assertEquals("seen|2024-01-01 00:00:00", database.value("SELECT message, created_at FROM messages_model"));
        assertEquals("seen|t", database.value("SELECT message, \"createdAt\" = '2024-01-01Z' FROM report ORDER BY id"));
    }

    @Test
    void columnsThatOnlyChatsHasMoveAsideIfTheyWereThere() throws SQLException {
        database.run("CREATE TABLE messages_model (id SERIAL PRIMARY KEY, seq varchar NOT NULL);"
                + "INSERT INTO messages_model VALUES (1, 'mine')");
        database.migrate();
        assertEquals("mine|null", database.value("SELECT seq_before_chats, seq FROM messages_model"));
    }

    @Test
    void idsThatAreNoNumbersAreRefusedAndNothingIsTouched() throws SQLException {
        database.run("CREATE TABLE chats_model (id uuid PRIMARY KEY, \"createdAt\" TIMESTAMP);"
                + "CREATE TABLE users_model (id SERIAL PRIMARY KEY, \"createdAt\" TIMESTAMP)");
        FlywayException failure = assertThrows(FlywayException.class, database::migrate);
        assertTrue(DatabaseFault.sentence(failure)
                .contains("column id of table chats_model must be an integer to be taken over, but is uuid"));
        assertEquals(
                List.of("chats_model|createdAt", "chats_model|id", "users_model|createdAt", "users_model|id"),
                database.rows("SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history' ORDER BY 1, 2"));
    }
}
