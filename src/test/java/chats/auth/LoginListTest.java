package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.schema.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logins of a user on a real database. */
class LoginListTest {
    private static final long ALICE = 7;
    private static final long BOB = 8;

    private final TestDatabase database = TestNode.databaseWithAKey();
    private final TestNode node = new TestNode(database, Map.of());

    @BeforeEach
    void fill() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) VALUES (7, 'alice'), (8, 'bob')");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void theOneThatAsksIsFirstThenThoseThatBeganLast() throws SQLException {
        List<UUID> begun =
                IntStream.range(0, 3).mapToObj(i -> node.begin(ALICE).login()).toList();
        node.begin(BOB);
        for (int i = 0; i < begun.size(); i++) {
            database.run("UPDATE logins SET created_at = '2026-01-0" + (i + 1) + "' WHERE id = '" + begun.get(i) + "'");
        }
        List<Login> logins = node.logins(ALICE, begun.get(1));
        assertEquals(
                List.of(begun.get(1), begun.get(2), begun.get(0)),
                logins.stream().map(Login::id).toList());
        assertEquals(
                List.of(true, false, false), logins.stream().map(Login::current).toList());
        assertEquals(Instant.parse("2026-01-02T00:00:00Z"), logins.get(0).createdAt());
    }

    @Test
    void thoseThatHaveEndedOrCannotGoOnAreLeftOut() throws SQLException {
        UUID mine = node.begin(ALICE).login();
        node.end(node.begin(ALICE).login());
        UUID expired = node.begin(ALICE).login();
        database.run("UPDATE refresh_tokens SET expires_at = '2026-01-01' WHERE login_id = '" + expired + "'");
        assertEquals(
                List.of(mine), node.logins(ALICE, mine).stream().map(Login::id).toList());
    }

    @Test
    void aLoginWasUsedWhenItBeganAndWheneverItWentOn() throws SQLException {
        Logins.Continued begun = node.begin(ALICE);
        database.run("UPDATE logins SET created_at = '2026-01-01'");
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), only(begun).usedAt());
        node.refresh(begun.next());
        assertTrue(only(begun).usedAt().isAfter(Instant.parse("2026-01-01T00:00:00Z")));
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), only(begun).createdAt());
    }

    /** As a node of the version before leaves it. */
    @Test
    void whereAVersionBeforeContinuedItItsTokensTell() throws SQLException {
        Logins.Continued begun = node.begin(ALICE);
        node.refresh(begun.next());
        database.run("UPDATE logins SET used_at = NULL, created_at = '2026-01-01';"
                + "UPDATE refresh_tokens SET used_at = '2026-01-02' WHERE used_at IS NOT NULL");
        assertEquals(Instant.parse("2026-01-02T00:00:00Z"), only(begun).usedAt());
    }

    @Test
    void ofVeryManyTheNewestAreShownAndTheOneThatAsks() throws SQLException {
        UUID mine = node.begin(ALICE).login();
        database.run("UPDATE logins SET created_at = '2020-01-01';"
                + "INSERT INTO logins (id, user_id, created_at) SELECT gen_random_uuid(), 7, TIMESTAMP '2026-01-01' + n * INTERVAL '1 s'"
                + " FROM generate_series(1, 150) n;"
                + "INSERT INTO refresh_tokens (token_hash, login_id, expires_at)"
                + " SELECT sha256(id::text::bytea), id, '9999-01-01' FROM logins WHERE id <> '" + mine + "'");
        List<Login> logins = node.logins(ALICE, mine);
        assertEquals(LoginList.MOST, logins.size());
        assertEquals(mine, logins.get(0).id());
        assertEquals(Instant.parse("2026-01-01T00:02:30Z"), logins.get(1).createdAt());
    }

    @Test
    void noLoginBeginsByAPasswordThatWasReplaced() throws SQLException {
        database.run("UPDATE users_model SET password = 'new hash' WHERE id = 7");
        assertTrue(node.beginBy(ALICE, "old hash").isEmpty());
        assertEquals("0", database.value("SELECT count(*) FROM logins"));
        assertTrue(node.beginBy(ALICE, "new hash").isPresent());
    }

    private Login only(Logins.Continued login) {
        List<Login> logins = node.logins(ALICE, login.login());
        assertEquals(1, logins.size());
        return logins.get(0);
    }
}
