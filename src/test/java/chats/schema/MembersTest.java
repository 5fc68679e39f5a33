package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database of an older release gets members who come and go. */
class MembersTest {
    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void talkAsBefore() throws SQLException {
        new Migrations(database.dataSource(), "13").run();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob');"
                + "INSERT INTO chats_model (name, creator_id, last_seq, last_rev) VALUES ('room', 2, 2, 3), ('old', NULL, 0, 0);"
                + "INSERT INTO chats_model_users_users_model VALUES (1, 1), (1, 2), (2, 1), (2, 2)");
    }

    @Test
    void whoCreatedAChatIsItsAdminAndAllWereThereFromTheBeginning() throws SQLException {
        database.migrate();
        assertEquals(
                List.of("1|1|f|0|0|null", "1|2|t|0|0|null", "2|1|f|0|0|null", "2|2|f|0|0|null"),
                database.rows("SELECT chats_model_id, users_model_id, is_admin, joined_seq, joined_rev, joined_at"
                        + " FROM chats_model_users_users_model ORDER BY 1, 2"));
        assertEquals(
                List.of("1|2|3|0|all", "2|0|0|0|all"),
                database.rows("SELECT id, last_seq, highest_rev, removed_rev, history FROM chats_model ORDER BY id"));
    }

    @Test
    void aNodeOfTheVersionBeforeStoresNoMessage() throws SQLException {
        database.migrate();
        SQLException refused = assertThrows(SQLException.class, () -> database.run("""
                WITH locked AS (SELECT id FROM chats_model WHERE id = 1 FOR NO KEY UPDATE),
                raised AS (UPDATE chats_model c SET last_seq = c.last_seq + 1 FROM locked WHERE c.id = locked.id
                    RETURNING c.id AS chat_id, c.last_seq AS seq, c.last_rev)
                INSERT INTO messages_model (chat_id, author_id, seq, message) SELECT chat_id, 1, seq, 'hi' FROM raised
                """));
        assertEquals("42703", refused.getSQLState());
    }

    @Test
    void columnsAndTablesOfOthersWithTheseNamesAreKept() throws SQLException {
        database.run(
                "CREATE TABLE former_members (name text); INSERT INTO former_members VALUES ('carol');"
                        + "ALTER TABLE chats_model ADD COLUMN history text NOT NULL DEFAULT 'long', ADD COLUMN removed_rev int;"
                        + "ALTER TABLE chats_model_users_users_model ADD COLUMN is_admin int NOT NULL DEFAULT 7, ADD COLUMN joined_at date");
        database.migrate();
        assertEquals("carol", database.value("SELECT name FROM former_members_before_chats"));
        assertEquals("long|all", database.value("SELECT history_before_chats, history FROM chats_model WHERE id = 1"));
        assertEquals(
                "7|f",
                database.value("SELECT is_admin_before_chats, is_admin FROM chats_model_users_users_model"
                        + " WHERE chats_model_id = 1 AND users_model_id = 1"));
    }

    @Test
    void triggersOfOthersAreNotCalled() throws SQLException {
        database.run(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''frozen''; END';"
                        + "CREATE TRIGGER frozen BEFORE UPDATE ON chats_model_users_users_model"
                        + " FOR EACH ROW EXECUTE FUNCTION refuse()");
        database.migrate();
        assertEquals("O", database.value("SELECT tgenabled FROM pg_trigger WHERE tgname = 'frozen'"));
        assertEquals("1", database.value("SELECT count(*) FROM chats_model_users_users_model WHERE is_admin"));
    }

    @Test
    void aChatsFormerMembersGoWithIt() throws SQLException {
        database.migrate();
        database.run(
                "INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at) VALUES"
                        + " (1, 1, 0, 0, 1, 1, now()), (2, 1, 0, 0, 1, 1, now()); DELETE FROM chats_model WHERE id = 1");
        assertEquals(List.of("2"), database.rows("SELECT chat_id FROM former_members"));
    }
}
