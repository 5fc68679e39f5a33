package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases of the original whose ids, sequences and indexes are made in another way than TypeORM's default. */
class OddKeysTest {
    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.empty();
    }

    @Test
    void identityColumnsTakeGivenIdsToo() throws SQLException {
        database.run("CREATE TABLE users_model (id int GENERATED ALWAYS AS IDENTITY (INCREMENT BY 50) PRIMARY KEY);"
                + "INSERT INTO users_model DEFAULT VALUES; INSERT INTO users_model DEFAULT VALUES");
        database.migrate();
        database.run("INSERT INTO users_model (id) VALUES (5)");
        database.run("INSERT INTO users_model (nickname) VALUES ('next')");
        assertEquals(List.of("1", "5", "51", "52"), database.rows("SELECT id FROM users_model ORDER BY id"));
    }

    @Test
    void idsMayBeBigint() throws SQLException {
        database.run(
                "CREATE TABLE users_model (id BIGSERIAL PRIMARY KEY); CREATE TABLE chats_model (id BIGSERIAL PRIMARY KEY);"
                        + "INSERT INTO users_model VALUES (5000000000), (5000000001); INSERT INTO chats_model VALUES (6000000000)");
        database.migrate();
        database.run("INSERT INTO chats_model_users_users_model VALUES (6000000000, 5000000000);"
                + "INSERT INTO messages_model (chat_id, author_id, seq, message) VALUES (6000000000, 5000000000, 1, 'x');"
                + "INSERT INTO chats_model (low_user_id, high_user_id) VALUES (5000000000, 5000000001);"
                + "INSERT INTO logins (id, user_id) VALUES (gen_random_uuid(), 5000000000);"
                + "INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (6000000000, 1, 1, 1);"
                + "INSERT INTO edits (author_id, client_change_id, chat_id, seq) VALUES (5000000000, 'x', 6000000000, 1);"
                + "UPDATE chats_model SET creator_id = 5000000000");
        assertEquals("5000000002", database.value("SELECT nextval('users_model_id_seq')"));
    }

    @Test
    void aMissingSequenceIsMade() throws SQLException {
        database.run("CREATE TABLE chats_model (id int PRIMARY KEY); INSERT INTO chats_model VALUES (41)");
        database.migrate();
        database.run("INSERT INTO chats_model (name) VALUES ('next')");
        assertEquals("42", database.value("SELECT max(id) FROM chats_model"));
    }

    @Test
    void aSequenceSharedByTablesIsLeftToTheOthers() throws SQLException {
        database.run("CREATE SEQUENCE shared_seq START 100; CREATE TABLE chats_model"
                + " (id int PRIMARY KEY DEFAULT nextval('shared_seq')); CREATE TABLE users_model"
                + " (id int PRIMARY KEY DEFAULT nextval('shared_seq')); INSERT INTO users_model DEFAULT VALUES");
        database.migrate();
        database.run("INSERT INTO users_model (nickname) VALUES ('next')");
        assertEquals("101|101", database.value("SELECT max(id), nextval('shared_seq') FROM users_model"));
    }

    @Test
    void aSequenceUnderAnotherNameIsRenamed() throws SQLException {
        database.run("CREATE SEQUENCE users_model_id_seq; CREATE TABLE old_name (id SERIAL PRIMARY KEY);"
                + "ALTER TABLE old_name RENAME TO users_model; INSERT INTO users_model DEFAULT VALUES");
        database.migrate();
        database.run("INSERT INTO users_model (nickname) VALUES ('next')");
        assertEquals(
                "public.users_model_id_seq|2",
                database.value("SELECT pg_get_serial_sequence('users_model', 'id'), max(id) FROM users_model"));
    }

    @Test
    void anIndexThatHasOneOfChatsNamesAndIsSomethingElseMovesAside() throws SQLException {
        database.run("CREATE TABLE users_model (id SERIAL PRIMARY KEY, nickname varchar, age int);"
                + "CREATE INDEX users_model_nickname_key ON users_model (age);"
                + "CREATE UNIQUE INDEX by_name ON users_model (nickname)");
        database.migrate();
        assertEquals(
                List.of("users_model_nickname_key|nickname", "users_model_nickname_key_before_chats|age"),
                database.rows("SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                        + " WHERE c.relname LIKE '%nickname_key%' ORDER BY 1"));
    }

    @Test
    void aMembershipsKeyMayStartWithTheUser() throws SQLException {
        database.run("CREATE TABLE chats_model_users_users_model (\"chatsModelId\" int, \"usersModelId\" int,"
                + " PRIMARY KEY (\"usersModelId\", \"chatsModelId\"))");
        database.migrate();
        assertEquals(
                List.of(
                        "(chats_model_id, users_model_id)",
                        "(joined_at) WHERE (joined_rev > 0)",
                        "(users_model_id, chats_model_id)"),
                database.rows("SELECT substring(indexdef FROM '\\(.*') AS columns FROM pg_indexes"
                        + " WHERE tablename = 'chats_model_users_users_model' ORDER BY columns"));
    }

    @Test
    void aDatabaseOfSomethingElseGetsTheTablesBesideItsOwn() throws SQLException {
        database.run("CREATE TABLE something_else (id int); INSERT INTO something_else VALUES (1)");
        database.migrate();
        database.run("INSERT INTO users_model (id) VALUES (1)");
        assertEquals("1", database.value("SELECT id FROM something_else"));
    }

    @Test
    void tablesMayLiveInAnotherSchemaThanPublic() throws SQLException {
        database.run("CREATE SCHEMA app; CREATE TABLE app.users_model (id SERIAL PRIMARY KEY, \"createdAt\" TIMESTAMP);"
                + "INSERT INTO app.users_model VALUES (3); CREATE TABLE public.users_model (id uuid);"
                + "ALTER DATABASE " + database.name + " SET search_path = app");
        database.migrate();
        assertEquals(
                "4|1",
                database.value("SELECT nextval('app.users_model_id_seq'), count(nickname) FROM app.users_model"));
    }
}
