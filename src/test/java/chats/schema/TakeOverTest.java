package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that the original filled, as TypeORM makes its tables, in either spelling. */
@ParameterizedClass
@ValueSource(strings = {"camelCase", "snake_case"})
class TakeOverTest {
    private static TestDatabase original;
    private static TestDatabase database;

    @BeforeParameterizedClassInvocation
    static void takeOver(String spelling) throws SQLException {
        original = TestDatabase.filledBy("typeorm-" + spelling + ".sql", "rows.sql");
        database = TestDatabase.filledBy("typeorm-" + spelling + ".sql", "rows.sql");
        database.migrate();
    }

    TakeOverTest(String spelling) {}

    @Test
    void keepsEveryUserWithNameAndPassword() throws SQLException {
        assertEquals(
                List.of(
                        "1|alice|alice@example.org|$2b$10$abcdefghijklmnopqrstuuO8u6KJQYFDG7xDD0Aa5Yc9eCZwSmu0e|ADMIN",
                        "2|bob|bob@example.org|$2b$10$x|USER",
                        "3|건우 🙂|null|$2b$10$y|USER",
                        "9|dora|dora@example.org|$2b$10$z|USER"),
                database.rows("SELECT id, nickname, email, password, role FROM users_model ORDER BY id"));
    }

    @Test
    void keepsEveryMembership() throws SQLException {
        assertEquals(
                List.of("1|1", "1|2", "2|2", "2|3", "2|9", "5|1"),
                database.rows(
                        "SELECT chats_model_id, users_model_id FROM chats_model_users_users_model ORDER BY 1, 2"));
    }

    @Test
    void numbersTheMessagesOfEachChatInTheOrderOfTheirIds() throws SQLException {
        assertEquals(
                List.of(
                        "1|1|1|1|hello|2024-04-01 09:00:00.123",
                        "2|2|1|3|in the other chat|2024-04-01 09:00:01",
                        "3|1|null|null|no author|2024-04-01 09:00:02",
                        "4|null|null|2|no chat|2024-04-01 09:00:03",
                        "6|1|2|2|안녕 👋|2024-04-01 09:00:05",
                        "7|1|3|1|earlier by the clock|2024-04-01 09:00:04",
                        "20|2|2|9|last|2024-04-02 09:00:00"),
                database.rows(
                        "SELECT id, chat_id, seq, author_id, message, created_at FROM messages_model ORDER BY id"));
    }

    @Test
    void chatsKnowTheirLastMessage() throws SQLException {
        assertEquals(
                List.of(
                        "1|3|2024-03-01 12:00:00.5|2024-04-01 09:00:05",
                        "2|2|2024-03-02 12:00:00|2024-04-02 09:00:00",
                        "5|0|2024-03-05 12:00:00|2024-03-05 12:00:00"),
                database.rows("SELECT id, last_seq, created_at, updated_at FROM chats_model ORDER BY id"));
    }

    @Test
    void sequencesContinueAboveTheHighestId() throws SQLException {
        assertEquals(
                "t|t|t",
                database.value("SELECT nextval('users_model_id_seq') > (SELECT max(id) FROM users_model),"
                        + " nextval('chats_model_id_seq') > (SELECT max(id) FROM chats_model),"
                        + " nextval('messages_model_id_seq') > (SELECT max(id) FROM messages_model)"));
    }

    @Test
    void theTablesHaveEverythingThatAFreshDatabaseHas() throws SQLException {
        TestDatabase fresh = TestDatabase.migrated();
        for (String shape : List.of(
                "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
                        + " WHERE table_schema = 'public'",
                "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
                "SELECT conrelid::regclass, conname, contype, convalidated, pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'c')")) {
            List<String> missing = fresh.rows(shape);
            missing.removeAll(database.rows(shape));
            assertEquals(List.of(), missing);
        }
    }

    @Test
    void noTwoIndexesAreTheSame() throws SQLException {
        assertEquals(
                List.of(),
                database.rows("SELECT array_agg(indexrelid::regclass) FROM pg_index GROUP BY indrelid, indkey::text,"
                        + " indclass::text, indpred::text, indexprs::text HAVING count(*) > 1"));
    }

    @Test
    void tablesOfOthersAreLeftAlone() throws SQLException {
        String posts = "SELECT p.*, column_names FROM posts_model p, (SELECT array_agg(column_name ORDER BY 1)"
                + " AS column_names FROM information_schema.columns WHERE table_name = 'posts_model') c";
        assertEquals(original.rows(posts), database.rows(posts));
    }

    @Test
    void anEmailLostToAnOlderUserIsKeptBesideIt() throws SQLException {
        assertEquals(
                List.of("3|BOB@example.org"),
                database.rows("SELECT id, email_before_chats FROM users_model WHERE email_before_chats IS NOT NULL"));
    }

    @Test
    void rowsAreAddedAsToAFreshDatabase() throws SQLException {
        try (Connection connection = database.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertEquals(1, statement.executeUpdate("INSERT INTO users_model (id) VALUES (500)"));
            assertEquals(1, statement.executeUpdate("INSERT INTO users_model (id, subject) VALUES (501, 'x')"));
            assertEquals(1, statement.executeUpdate("INSERT INTO users_model (nickname) VALUES (repeat('x', 40))"));
            assertEquals(1, statement.executeUpdate("INSERT INTO chats_model (id) VALUES (500)"));
            assertEquals(1, statement.executeUpdate("INSERT INTO chats_model_users_users_model VALUES (500, 501)"));
            assertEquals(
                    1,
                    statement.executeUpdate("INSERT INTO messages_model (id, chat_id, author_id, seq, message)"
                            + " VALUES (3000000000, 500, 501, 1, repeat('x', 4000))"));
            connection.rollback();
        }
    }
}
