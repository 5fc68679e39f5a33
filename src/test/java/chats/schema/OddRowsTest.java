package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of the original that Chats itself would have refused: none is lost, and Chats works with all of them. */
class OddRowsTest {
    private TestDatabase database;

    @BeforeEach
    void createWithoutAnyConstraint() throws SQLException {
        database = TestDatabase.empty();
        database.run(
                "CREATE TABLE users_model (id SERIAL PRIMARY KEY, nickname varchar, email varchar, password varchar);"
                        + "CREATE TABLE chats_model (id SERIAL PRIMARY KEY);"
                        + "CREATE TABLE chats_model_users_users_model (\"chatsModelId\" int, \"usersModelId\" int);"
                        + "CREATE TABLE messages_model (id SERIAL PRIMARY KEY, message varchar, \"chatId\" int, \"authorId\" int)");
    }

    @Test
    void ofTwoUsersWithOneNicknameTheYoungerGetsANumber() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) VALUES (1, 'bob'), (2, 'bob'), (3, ' bob '), (4, 'bob-2'),"
                + " (5, 'Bob'), (6, repeat('x', 40)), (7, repeat('x', 40))");
        database.migrate();
        List<String> nicknames = database.rows("SELECT nickname FROM users_model ORDER BY id");
        assertEquals("bob", nicknames.get(0));
        assertEquals("bob-3", nicknames.get(2));
        assertEquals("bob-2", nicknames.get(3), "who has a name already keeps it");
        assertEquals("Bob", nicknames.get(4));
        assertEquals("x".repeat(38) + "-7", nicknames.get(6));
        assertEquals(7, nicknames.stream().distinct().count());
        assertEquals(
                List.of("2|bob", "3| bob ", "7|" + "x".repeat(40)),
                database.rows("SELECT id, nickname_before_chats FROM users_model"
                        + " WHERE nickname_before_chats IS NOT NULL ORDER BY id"));
    }

    @Test
    void aNicknameIsOneToFortyCharacters() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) VALUES (1, NULL), (2, '  '), (3, repeat('🙂', 41)),"
                + " (4, 'user-1')");
        database.migrate();
        assertEquals(
                List.of("user-1-1", "user-2", "🙂".repeat(40), "user-1"),
                database.rows("SELECT nickname FROM users_model ORDER BY id"));
    }

    @Test
    void namesSwappedUnderAnExistingConstraintDoNotCollide() throws SQLException {
        database.run("ALTER TABLE users_model ADD CONSTRAINT \"UQ_1\" UNIQUE (nickname), ADD UNIQUE (email);"
                + "INSERT INTO users_model VALUES (1, ' bob', ' a@b'), (2, 'bob', 'a@b'), (3, NULL, 'A@B'),"
                + " (4, 'user-3', '')");
        database.migrate();
        assertEquals(
                List.of("1|bob-1|a@b", "2|bob|null", "3|user-3-3|null", "4|user-3|null"),
                database.rows("SELECT id, nickname, email FROM users_model ORDER BY id"));
    }

    @Test
    void messagesOfAnyLengthAreKept() throws SQLException {
        database.run("INSERT INTO users_model VALUES (1); INSERT INTO chats_model VALUES (1);"
                + "INSERT INTO messages_model VALUES (1, NULL, 1, 1), (2, repeat('y', 10000), 1, 1), (3, '', 1, 1)");
        database.migrate();
        assertEquals(
                List.of("1|0", "2|10000", "3|0"),
                database.rows("SELECT seq, length(message) FROM messages_model ORDER BY id"));
    }

    @Test
    void whatPointsNowhereIsKeptAndNobodyInheritsIt() throws SQLException {
        database.run("INSERT INTO users_model VALUES (1); INSERT INTO chats_model VALUES (1);"
                + "INSERT INTO chats_model_users_users_model VALUES (1, 1), (1, 70), (60, 1), (NULL, 1), (1, NULL);"
                + "INSERT INTO messages_model VALUES (1, 'a', 1, 80), (2, 'b', 1, 1), (3, 'c', 90, 1)");
        database.migrate();
        assertEquals("5", database.value("SELECT count(*) FROM chats_model_users_users_model"));
        assertEquals(List.of("1|1|1"), database.rows("SELECT chat_id, user_id, read_seq FROM read_marks"));
        assertEquals(
                List.of("1|1|null|80", "2|1|1|1", "3|90|null|1"),
                database.rows("SELECT id, chat_id, seq, author_id FROM messages_model ORDER BY id"));
        assertEquals("1", database.value("SELECT last_seq FROM chats_model"));
        assertEquals("81|91", database.value("SELECT nextval('users_model_id_seq'), nextval('chats_model_id_seq')"));
        SQLException failure = assertThrows(
                SQLException.class, () -> database.run("INSERT INTO chats_model_users_users_model VALUES (1, 999)"));
        assertEquals("23503", failure.getSQLState(), "new memberships point at somebody");
    }

    @Test
    void aMembershipNotedTwiceCountsOnce() throws SQLException {
        database.run("INSERT INTO users_model VALUES (1); INSERT INTO chats_model VALUES (1);"
                + "INSERT INTO chats_model_users_users_model VALUES (1, 1), (1, 1), (1, 1)");
        database.migrate();
        assertEquals(
                List.of("1|1"),
                database.rows("SELECT chats_model_id, users_model_id FROM chats_model_users_users_model"));
    }
}
