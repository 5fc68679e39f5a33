package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FreshDatabaseTest {
    private static TestDatabase database;

    @BeforeAll
    static void migrateAnEmptyDatabase() throws SQLException {
        database = TestDatabase.empty();
        database.migrate();
    }

    @Test
    void hasAllTables() throws SQLException {
        assertEquals(
                List.of(
                        "block_changes",
                        "blocks",
                        "changes",
                        "chats_model",
                        "chats_model_users_users_model",
                        "edits",
                        "flyway_schema_history",
                        "former_members",
                        "logins",
                        "messages_model",
                        "nodes",
                        "presence",
                        "read_marks",
                        "refresh_tokens",
                        "renames",
                        "signing_keys",
                        "users_model"),
                database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"));
    }

    @Test
    void aUserIsAnIdAlone() throws SQLException {
        database.run("INSERT INTO users_model (id) VALUES (5)");
        database.run("INSERT INTO users_model (id, subject) SELECT g, g::text FROM generate_series(6, 9) g");
        assertTrue(
                database.value("SELECT nickname FROM users_model WHERE id = 5").matches("user-[0-9a-f]{12}"));
        assertEquals(
                "5|5",
                database.value("SELECT count(*), count(DISTINCT nickname) FROM users_model WHERE id BETWEEN 5 AND 9"));
    }

    @Test
    void timesAreUtcInMillisecondsWhateverTheSessionsZone() throws SQLException {
        database.run("SET timezone = 'Asia/Seoul'; INSERT INTO users_model (id) VALUES (11)");
        assertEquals(
                "t|t",
                database.value("SELECT abs(extract(epoch FROM created_at - timezone('utc', now()))) < 60,"
                        + " created_at = date_trunc('milliseconds', created_at) FROM users_model WHERE id = 11"));
    }

    @Test
    void anEmailIsUniqueWhateverItsCase() throws SQLException {
        database.run("INSERT INTO users_model (id, email) VALUES (12, 'bob@example.org')");
        assertUniqueViolation("INSERT INTO users_model (id, email) VALUES (13, 'BOB@example.org')");
    }

    @Test
    void aSequenceNumberIsTakenOncePerChat() throws SQLException {
        database.run(
                "INSERT INTO users_model (id) VALUES (21); INSERT INTO chats_model (id) VALUES (21), (22);"
                        + "INSERT INTO messages_model (chat_id, author_id, seq, message) VALUES (21, 21, 1, 'a'), (22, 21, 1, 'b')");
        assertUniqueViolation(
                "INSERT INTO messages_model (chat_id, author_id, seq, message) VALUES (21, 21, 1, 'again')");
    }

    @Test
    void aClientMessageIdIsTakenOncePerAuthorOverChatsAndWhispers() throws SQLException {
        database.run(
                "INSERT INTO users_model (id) VALUES (31), (32); INSERT INTO chats_model (id) VALUES (31);"
                        + "INSERT INTO chats_model (id, low_user_id, high_user_id) VALUES (32, 31, 32);"
                        + "INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id)"
                        + " VALUES (31, 31, 1, 'a', 'x'), (31, 32, 2, 'b', 'x'), (31, 31, 3, 'c', NULL), (31, 31, 4, 'd', NULL)");
        assertUniqueViolation("INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id)"
                + " VALUES (32, 31, 1, 'e', 'x')");
    }

    @Test
    void whatANicknameLooksLikeIsForgottenWhenSomebodyElseChangesIt() throws SQLException {
        String looks = "SELECT nickname_looks FROM users_model WHERE id = 41";
        database.run("INSERT INTO users_model (id, nickname, nickname_looks) VALUES (41, 'old', '{1,2}')");
        database.run("UPDATE users_model SET email = 'x@example.org' WHERE id = 41");
        assertEquals("{1,2}", database.value(looks));
        database.run("UPDATE users_model SET nickname = 'new', nickname_looks = '{3}' WHERE id = 41");
        assertEquals("{3}", database.value(looks));
        database.run("UPDATE users_model SET nickname = 'newer' WHERE id = 41");
        assertEquals("null", database.value(looks));
    }

    @Test
    void migratingAgainChangesNothing() throws SQLException {
        String history = "SELECT * FROM flyway_schema_history ORDER BY installed_rank";
        List<String> before = database.rows(history);
        database.migrate();
        assertEquals(before, database.rows(history));
    }

    private void assertUniqueViolation(String insert) {
        SQLException failure = assertThrows(SQLException.class, () -> database.run(insert));
        assertEquals("23505", failure.getSQLState());
    }
}
