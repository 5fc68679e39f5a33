package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database of an older release notes from then on who is renamed, and knows where users are logged in. */
class RenamesTest {
    private static final String BEFORE = "13";

    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void beAsBefore() throws SQLException {
        new Migrations(database.dataSource(), BEFORE).run();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob');"
                + "INSERT INTO logins (id, user_id) VALUES (gen_random_uuid(), 1)");
    }

    @Test
    void nobodyHasBeenRenamedYet() throws SQLException {
        database.migrate();
        assertEquals("0", database.value("SELECT count(*) FROM renames"));
        assertEquals("null|null", database.value("SELECT agent, used_at FROM logins"));
    }

    @Test
    void whoeverRenamesItIsNoted() throws SQLException {
        database.migrate();
        database.run("UPDATE users_model SET nickname = 'alicia' WHERE id = 1; UPDATE users_model SET password = 'x'");
        assertEquals(List.of("1"), database.rows("SELECT user_id FROM renames"));
        database.run("SET search_path = pg_catalog; UPDATE public.users_model SET nickname = 'rob' WHERE id = 2");
        assertEquals(List.of("1", "2"), database.rows("SELECT user_id FROM renames ORDER BY 1"));
        database.run("DELETE FROM users_model WHERE id = 2");
        assertEquals(List.of("1"), database.rows("SELECT user_id FROM renames"));
    }

    @Test
    void whatOthersHaveCalledByThatNameMovesAside() throws SQLException {
        database.run("CREATE TABLE renames (mine int); INSERT INTO renames VALUES (5)");
        database.migrate();
        assertEquals("5", database.value("SELECT mine FROM renames_before_chats"));
        assertEquals("0", database.value("SELECT count(*) FROM renames"));
    }

    @Test
    void aNodeOfTheVersionBeforeBeginsAndContinuesLogins() throws SQLException {
        database.migrate();
        database.run("INSERT INTO logins (id, user_id, access_until) VALUES (gen_random_uuid(), 2, '2026-01-01');"
                + "UPDATE logins SET turn = 1, ended_at = '2026-01-01'");
        assertEquals("2", database.value("SELECT count(*) FROM logins WHERE ended_at IS NOT NULL"));
    }
}
