package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases as an original, its operators and their other applications may have changed them. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class DatabasesAsTheyAreTest {
    private static final String SEOUL = "ALTER DATABASE %1$s SET timezone = 'Asia/Seoul'";

    /** What may be added to a database of the original; {@code %1$s} is its name. All of it is lived with, in any combination. */
    private static final List<String> PIECES = List.of(
            SEOUL,
            "ALTER DATABASE %1$s SET statement_timeout = '200ms'",
            "ALTER DATABASE %1$s SET lock_timeout = '1ms'",
            "ALTER DATABASE %1$s SET standard_conforming_strings = off",
            "ALTER DATABASE %1$s SET transform_null_equals = on",
            "ALTER DATABASE %1$s SET default_transaction_isolation = 'serializable'",
            "ALTER DATABASE %1$s SET datestyle = 'SQL, DMY'",
            "ALTER DATABASE %1$s SET bytea_output = 'escape'",
            "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN NEW.\"updatedAt\" := now(); RETURN NEW; END$$;"
                    + "CREATE TRIGGER touch BEFORE UPDATE ON chats_model FOR EACH ROW EXECUTE FUNCTION touch();"
                    + "CREATE TRIGGER touch BEFORE UPDATE ON users_model FOR EACH ROW EXECUTE FUNCTION touch();"
                    + "CREATE TRIGGER touch BEFORE UPDATE ON messages_model FOR EACH ROW EXECUTE FUNCTION touch()",
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN RAISE EXCEPTION 'messages are never changed'; END$$;"
                    + "CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON messages_model FOR EACH ROW EXECUTE FUNCTION refuse()",
            "CREATE TABLE audit (said text);"
                    + "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN INSERT INTO audit VALUES (NEW.message); RETURN NEW; END$$;"
                    + "CREATE TRIGGER audit AFTER INSERT ON messages_model FOR EACH ROW EXECUTE FUNCTION audit()",
            "CREATE VIEW said AS SELECT m.message, u.nickname, m.\"createdAt\" FROM messages_model m JOIN users_model u ON u.id = m.\"authorId\"",
            "CREATE MATERIALIZED VIEW counted AS SELECT \"chatId\", count(*) FROM messages_model GROUP BY 1",
            "ALTER TABLE messages_model ADD CHECK (char_length(message) <= 500)",
            "ALTER TABLE users_model ADD CHECK (char_length(nickname) BETWEEN 2 AND 12), ADD CHECK (email LIKE '%%@%%')",
            "ALTER TABLE messages_model ADD CHECK (\"chatId\" IS NOT NULL OR \"authorId\" IS NOT NULL)",
            "ALTER TABLE messages_model ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', message)) STORED;"
                    + "CREATE INDEX ON messages_model USING gin (words)",
            "ALTER TABLE messages_model ADD COLUMN length int GENERATED ALWAYS AS (char_length(message)) STORED NOT NULL",
            "CREATE TABLE reactions (message_id int REFERENCES messages_model, user_id int REFERENCES users_model ON DELETE CASCADE);"
                    + "INSERT INTO reactions VALUES (1, 2)",
            "ALTER TABLE chats_model_users_users_model DROP CONSTRAINT \"PK_64c157012f19419262bdc1f2c91\";"
                    + "CREATE PUBLICATION everything FOR TABLE users_model, chats_model, messages_model, chats_model_users_users_model",
            "CREATE PUBLICATION messages FOR TABLE messages_model WHERE (message <> '')",
            "UPDATE messages_model SET \"createdAt\" = 'infinity' WHERE id = 2;"
                    + "UPDATE users_model SET \"updatedAt\" = '-infinity' WHERE id = 2;"
                    + "UPDATE chats_model SET \"createdAt\" = '0044-03-15 BC' WHERE id = 5",
            "CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version text, description text, type text, script text,"
                    + " checksum int, installed_by text, installed_on timestamp DEFAULT now(), execution_time int, success boolean);"
                    + "INSERT INTO flyway_schema_history VALUES (1, '4', 'posts', 'SQL', 'V4__posts.sql', 1, 'x', now(), 1, true)",
            "CREATE TABLE flyway_schema_history (name text)",
            "CREATE COLLATION whatever (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
                    + "ALTER TABLE users_model ALTER nickname TYPE varchar COLLATE whatever",
            "CREATE UNIQUE INDEX ON messages_model (\"chatId\", \"createdAt\", message)",
            "CREATE UNIQUE INDEX ON messages_model (\"chatId\", message)",
            "ALTER TABLE messages_model ADD UNIQUE (\"authorId\", \"createdAt\")",
            "CREATE UNIQUE INDEX ON messages_model (md5(message)) INCLUDE (id)",
            "ALTER TABLE messages_model ADD pinned boolean; CREATE UNIQUE INDEX ON messages_model (\"chatId\") WHERE pinned",
            "ALTER TABLE messages_model RENAME \"createdAt\" TO createdat;"
                    + "CREATE FUNCTION now_and_then() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN NEW.createdAt := now(); RETURN NEW; END$$;"
                    + "CREATE TRIGGER now_and_then BEFORE INSERT ON messages_model FOR EACH ROW EXECUTE FUNCTION now_and_then()",
            "ALTER TABLE users_model ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE users_model ADD \"deletedAt\" TIMESTAMP; ALTER TABLE chats_model ADD \"deletedAt\" TIMESTAMP",
            "ALTER TABLE messages_model ADD \"deletedAt\" timestamptz, ADD deleted_at TIMESTAMP, ADD reactions jsonb",
            "CREATE TABLE changes (said int REFERENCES messages_model, was text); INSERT INTO changes VALUES (1, 'helo')",
            "ALTER TABLE messages_model ADD CHECK (message <> '')",
            "CREATE SCHEMA backup; CREATE TABLE backup.users_model (id int)",
            "ALTER TABLE messages_model CLUSTER ON \"PK_0f7c1e4adf172209f286cfcae2f\"",
            "CREATE STATISTICS s ON \"chatId\", \"authorId\" FROM messages_model",
            "COMMENT ON COLUMN messages_model.message IS 'what was said'");

    private TestDatabase database;

    static List<String> pieces() {
        return PIECES;
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void eachIsLivedWith(String piece) throws SQLException {
        takeOver(List.of(piece), 0);
    }

    @RepeatedTest(8)
    void soAreManyTogether() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> chosen = new ArrayList<>(PIECES);
        Collections.shuffle(chosen, random);
        takeOver(chosen.subList(0, 2 + random.nextInt(PIECES.size() / 2)), seed);
    }

    private void takeOver(List<String> pieces, long seed) throws SQLException {
        database = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        List<String> added = new ArrayList<>();
        // rows are changed before something forbids it, and a setting is for what comes after it
        List<String> inOrder = pieces.stream()
                .sorted(Comparator.comparing(
                        piece -> piece.startsWith("UPDATE") ? 0 : piece.startsWith("ALTER DATABASE") ? 2 : 1))
                .toList();
        for (String piece : inOrder) {
            try {
                database.run(piece.formatted(database.name));
                added.add(piece);
            } catch (SQLException notBesideTheOthers) {
                assertTrue(pieces.size() > 1, notBesideTheOthers::getMessage);
            }
        }
        String with = "seed " + seed + ", " + added;
        String version;
        try {
            version = database.migrate();
        } catch (RuntimeException e) {
            throw new AssertionError(with, e);
        }
        assertEquals(
                List.of(
                        "1|1|1|1|hello",
                        "2|2|1|3|in the other chat",
                        "3|1|null|null|no author",
                        "4|null|null|2|no chat",
                        "6|1|2|2|안녕 👋",
                        "7|1|3|1|earlier by the clock",
                        "20|2|2|9|last"),
                database.rows("SELECT id, chat_id, seq, author_id, message FROM messages_model ORDER BY id"),
                with);
        assertEquals(
                List.of("alice|alice@example.org", "bob|bob@example.org", "건우 🙂|null", "dora|dora@example.org"),
                database.rows("SELECT nickname, email FROM users_model ORDER BY id"),
                with);
        assertEquals(
                added.contains(SEOUL) ? "2024-04-01 00:00:00.123" : "2024-04-01 09:00:00.123",
                database.value("SELECT created_at FROM messages_model WHERE id = 1"),
                with);
        assertEquals("0", database.value("SELECT count(*) FROM messages_model WHERE NOT isfinite(created_at)"), with);
        chatsGoesOn(with);
    }

    /**
     * The statements of a life with it: a message is stored, a chat is made, somebody registers and is renamed, somebody
     * leaves, a message is edited and deleted unless a trigger lets none be changed.
     */
    private void chatsGoesOn(String with) {
        try {
            database.run(
                    "INSERT INTO users_model (nickname, email, password) VALUES ('x', 'x', '$2b$');"
                            + "UPDATE users_model SET nickname = repeat('x', 40), updated_at = timezone('utc', now()) WHERE nickname = 'x';"
                            + "INSERT INTO chats_model (name) VALUES ('one'), ('one');"
                            + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id) VALUES (1, 9);"
                            + "UPDATE chats_model SET last_seq = last_seq + 1, updated_at = timezone('utc', now()) WHERE id = 1;"
                            + "INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id)"
                            + " VALUES (1, 1, 4, repeat('a', 501), 'c') ON CONFLICT DO NOTHING;"
                            + "INSERT INTO messages_model (chat_id, author_id, seq, message, created_at) SELECT 1, 1, 4 + n, 'same', now() FROM generate_series(1, 2) n;"
                            + "INSERT INTO chats_model (low_user_id, high_user_id) VALUES (1, 2);"
                            + "INSERT INTO messages_model (chat_id, author_id, seq, message) SELECT max(id), 1, 1, 'psst' FROM chats_model;"
                            + "DELETE FROM chats_model_users_users_model WHERE chats_model_id = 1 AND users_model_id = 9;"
                            + "UPDATE chats_model SET highest_rev = highest_rev + 1 WHERE id = 1;"
                            + "INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 1, 6, 4);"
                            + "INSERT INTO edits (author_id, client_change_id, chat_id, seq, text_hash) VALUES (1, 'c', 1, 4, '\\x01')");
            if (!with.contains("TRIGGER frozen")) {
                database.run("UPDATE messages_model SET message = 'edited', edited_at = timezone('utc', now()),"
                        + " sent_hash = '\\x01', reactions = '👍 1' WHERE chat_id = 1 AND seq = 4;"
                        + "UPDATE messages_model SET message = '', edited_at = NULL, deleted_at = timezone('utc', now()),"
                        + " sent_hash = NULL, reactions = NULL WHERE chat_id = 1 AND seq IN (4, 5)");
            }
        } catch (SQLException e) {
            throw new AssertionError(with, e);
        }
    }

    @Test
    void whoWasDeletedStaysAndCannotLogIn() throws SQLException {
        database = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        database.run(
                "ALTER TABLE users_model ADD \"deletedAt\" TIMESTAMP; UPDATE users_model SET \"deletedAt\" = now() WHERE id = 2");
        database.migrate();
        assertEquals(
                List.of("1|f|null", "2|t|$2b$10$x", "3|f|null", "9|f|null"),
                database.rows("SELECT id, password IS NULL, password_before_chats FROM users_model ORDER BY id"));
    }

    @Test
    void triggersGoOnUnlessTheyOnlyKnowOldNames() throws SQLException {
        database = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        database.run(PIECES.stream()
                .filter(piece -> piece.startsWith("CREATE FUNCTION") || piece.startsWith("CREATE TABLE audit"))
                .collect(Collectors.joining(";")));
        database.migrate();
        assertEquals(
                List.of("audit|O", "frozen|O", "touch|D", "touch|D", "touch|D"),
                database.rows("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal"
                        + " AND tgname !~ '^users_model|_note_' ORDER BY 1"));
    }

    @Test
    void oneOfAnEarlierVersionIsBroughtUpToDateAndNotTakenOverAgain() throws SQLException {
        database = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        new Migrations(database.dataSource, "8").run();
        database.run("DELETE FROM flyway_schema_history WHERE version = '0.1';"
                + "ALTER TABLE users_model ADD CHECK (nickname <> 'nobody'), ADD \"deletedAt\" timestamptz;"
                + "UPDATE users_model SET \"deletedAt\" = now() WHERE id = 2;"
                + "INSERT INTO logins (id, user_id) VALUES (gen_random_uuid(), 1), (gen_random_uuid(), 2);"
                + "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN NEW.\"updatedAt\" := now(); RETURN NEW; END$$;"
                + "CREATE TRIGGER touch BEFORE UPDATE ON users_model FOR EACH ROW EXECUTE FUNCTION touch();"
                + "ALTER DATABASE " + database.name + " SET timezone = 'Asia/Seoul'");
        String times = "SELECT created_at FROM messages_model ORDER BY id";
        List<String> before = database.rows(times);
        database.migrate();
        assertEquals(before, database.rows(times));
        assertEquals(List.of("1"), database.rows("SELECT user_id FROM logins"));
        assertEquals("$2b$10$x", database.value("SELECT password_before_chats FROM users_model WHERE id = 2"));
        assertEquals("O", database.value("SELECT tgenabled FROM pg_trigger WHERE tgname = 'touch'"));
        assertThrows(SQLException.class, () -> database.run("INSERT INTO users_model (nickname) VALUES ('nobody')"));
    }

    @Test
    void oneOfALaterVersionIsServedToo() throws SQLException {
        database = TestDatabase.migrated();
        database.run(
                "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '99', 'later', type, 'V99__later.sql', checksum,"
                        + " installed_by, installed_on, execution_time, success FROM flyway_schema_history"
                        + " ORDER BY installed_rank DESC LIMIT 1");
        assertEquals("99", database.migrate());
    }

    static List<List<String>> refused() {
        return List.of(
                List.of(
                        "CREATE TABLE refresh_tokens (id int)",
                        "refresh_tokens in schema public belongs to another application"),
                List.of("CREATE TABLE logins (id int)", "logins in schema public belongs to another application"),
                List.of("CREATE VIEW nodes AS SELECT 1", "nodes in schema public belongs to another application"),
                List.of(
                        "CREATE TYPE whisper_pairs AS ENUM ('a')",
                        "whisper_pairs in schema public belongs to another application"),
                List.of("CREATE SEQUENCE signing_keys", "signing_keys in schema public belongs to another application"),
                List.of("CREATE SCHEMA chats", "Table users_model of the original is in schema public"),
                List.of("ALTER DATABASE %1$s SET search_path = elsewhere", "names no schema that is there"),
                List.of(
                        "CREATE SCHEMA elsewhere; ALTER DATABASE %1$s SET search_path = elsewhere, public",
                        "Table users_model of the original is in schema public"),
                List.of("ALTER DATABASE %1$s SET default_transaction_read_only = on", "The database can only be read"),
                List.of(
                        "CREATE RULE silent AS ON INSERT TO messages_model DO INSTEAD NOTHING",
                        "Rule silent on table messages_model would change what Chats writes"),
                List.of(
                        "ALTER TABLE users_model ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
                        "Table users_model hides rows from its owner"),
                List.of(
                        "ALTER TABLE chats_model_users_users_model RENAME TO members;"
                                + "CREATE VIEW chats_model_users_users_model AS SELECT * FROM members",
                        "chats_model_users_users_model is no table, but a view"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void otherThingsAreRefusedInASentenceAndNothingIsTouched(List<String> pieceAndSentence) throws SQLException {
        database = TestDatabase.filledBy("typeorm-camelCase.sql", "rows.sql");
        database.run(pieceAndSentence.get(0).formatted(database.name));
        List<String> before = relations();
        UnusableDatabase refusal = assertThrows(UnusableDatabase.class, database::migrate);
        assertTrue(refusal.getMessage().contains(pieceAndSentence.get(1)), refusal::getMessage);
        assertEquals(refusal.getMessage(), DatabaseFault.sentence(refusal));
        assertFalse(refusal.getMessage().contains(": "), "health says all of it");
        assertEquals(before, relations());
    }

    private List<String> relations() throws SQLException {
        return database.rows("SELECT c.oid::regclass, a.attname, a.atttypid::regtype FROM pg_class c"
                + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                + " WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace,"
                + " 'pg_toast'::regnamespace) ORDER BY 1, 2");
    }

    @Test
    void anEncodingThatCannotHoldEverythingIsRefused() {
        database = TestDatabase.emptyWith("ENCODING 'EUC_KR' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0");
        UnusableDatabase refusal = assertThrows(UnusableDatabase.class, database::migrate);
        assertTrue(refusal.getMessage().startsWith("The encoding of the database is EUC_KR"), refusal::getMessage);
    }
}
