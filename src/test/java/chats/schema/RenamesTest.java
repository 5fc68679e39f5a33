package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.run.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** It runs with the rights of the owner of the tables. */
    @Test
    void whoRenamesLendsItNoFunctionOfHisOwn() throws SQLException {
        database.migrate();
        database.run("CREATE SCHEMA own; CREATE FUNCTION own.timezone(text, timestamptz) RETURNS timestamp LANGUAGE sql"
                + " AS $$SELECT timestamp '2000-01-01'$$;"
                + "SET search_path = own, pg_catalog; UPDATE public.users_model SET nickname = 'alicia' WHERE id = 1");
        assertEquals("1", database.value("SELECT count(*) FROM renames WHERE at > '2020-01-01'"));
    }

    /** A node that cannot read which logins have ended refuses everybody. It waits here for a table that somebody else reads. */
    @Test
    void nodesOfTheVersionBeforeReadTheLoginsMeanwhile() throws SQLException {
        new Migrations(database.dataSource(), "15").run();
        database.run("CREATE TABLE renames (mine int)");
        CompletableFuture<String> migrating;
        try (Connection reader = database.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("LOCK TABLE renames IN ACCESS SHARE MODE");
            migrating = CompletableFuture.supplyAsync(database::migrate);
            Patience.until("the index is made", this::isWaitingForTheTable);
            database.run("SET lock_timeout = '1s'; SELECT FROM logins WHERE ended_at > '2026-01-01'");
        }
        Patience.await(migrating, "the database is up to date");
        assertEquals("null|null", database.value("SELECT agent, used_at FROM logins"));
    }

    private boolean isWaitingForTheTable() {
        try {
            return !database.rows("SELECT 1 FROM pg_locks WHERE relation = 'renames'::regclass AND NOT granted")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
