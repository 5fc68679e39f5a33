package chats.blocks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.database.ChangeTrail;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.schema.TestDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks on a real database, and how other nodes find out. Alice, Bob, Carol and Dave are 1 to 4. */
class BlockTableTest {
    private static final int MOST = 2;

    private final TestDatabase database = TestDatabase.migrated();
    private final BlockTable table = new BlockTable(database.dataSource(), database.dataSource());
    private final List<Set<Long>> learned = new ArrayList<>();
    private final List<Boolean> parts = new ArrayList<>();
    private final Blocks blocks = new Blocks(table);
    private final BlockNews news = new BlockNews(table, blocks, learning());

    @BeforeEach
    void people() throws SQLException {
        database.run(
                "INSERT INTO users_model (id, nickname) VALUES (1, 'alice'), (2, 'bob'), (3, 'carol'), (4, 'dave')");
        news.look();
    }

    @Test
    void theNewestBlockIsListedFirstAndAnAgainChangesNothing() {
        assertTrue(table.add(1, 3, MOST));
        assertTrue(table.add(1, 2, MOST));
        assertTrue(table.add(1, 3, MOST));
        assertEquals(List.of(2L, 3L), table.blockedBy(1));
        table.remove(1, 3);
        table.remove(1, 3);
        assertEquals(List.of(2L), table.blockedBy(1));
        assertEquals(List.of(), table.blockedBy(2));
    }

    @Test
    void beyondTheMostNobodyIsAdded() {
        assertTrue(table.add(1, 2, MOST));
        assertTrue(table.add(1, 3, MOST));
        assertFalse(table.add(1, 4, MOST));
        assertTrue(table.add(1, 2, MOST), "he is blocked already");
        assertTrue(table.add(2, 1, MOST), "others have their own number");
        table.remove(1, 2);
        assertTrue(table.add(1, 4, MOST));
        assertEquals(List.of(4L, 3L), table.blockedBy(1));
    }

    @Test
    void bothDirectionsAreReadForManyAtOnce() {
        table.add(1, 2, MOST);
        table.add(2, 3, MOST);
        Map<Long, UserBlocks> read = table.of(Set.of(1L, 2L, 3L, 4L));
        assertTrue(read.get(1L).isHiddenFrom(2));
        assertFalse(read.get(1L).isHiddenFrom(3));
        assertTrue(read.get(2L).isHiddenFrom(1));
        assertTrue(read.get(2L).isHiddenFrom(3));
        assertTrue(read.get(3L).isHiddenFrom(2));
        assertTrue(read.get(4L).isNone());
        assertEquals(Set.of(2L), table.blockers(3, List.of(1L, 2L, 3L, 4L)));
        assertEquals(Set.of(), table.blockers(3, List.of(1L, 4L, 99L)));
    }

    @Test
    void whoIsBlockedByTooManyIsHiddenFromEverybody() throws SQLException {
        database.run("INSERT INTO users_model (id) SELECT generate_series(10, 9 + " + BlockTable.MOST_HIDDEN + ");"
                + "INSERT INTO blocks SELECT id, 2, '2026-01-01' FROM users_model WHERE id >= 10");
        assertTrue(table.of(Set.of(2L)).get(2L).isHiddenFrom(10));
        assertFalse(table.of(Set.of(2L)).get(2L).isHiddenFrom(3));
        table.add(1, 2, MOST);
        Map<Long, UserBlocks> read = table.of(Set.of(2L, 3L));
        assertTrue(read.get(2L).isHiddenFrom(3));
        assertEquals(0, read.get(2L).size());
        assertTrue(read.get(3L).isNone());
        assertDoesNotThrow(() -> blocks.requireMayWrite(2, 3));
        assertThrows(ChatsException.class, () -> blocks.requireMayWrite(2, 10));
    }

    @Test
    void anotherNodeLearnsOnceOfEachChangeForBothUsers() {
        mayWrite(2, 1);
        blocks.of(2);
        table.add(1, 2, MOST);
        mayWrite(2, 1);
        news.look();
        news.look();
        assertEquals(List.of(Set.of(1L, 2L)), learned);
        assertThrows(ChatsException.class, () -> blocks.requireMayWrite(2, 1));
        assertTrue(blocks.of(2).isHiddenFrom(1));
        table.add(1, 2, MOST);
        news.look();
        assertEquals(1, learned.size(), "nothing has changed");
        table.remove(1, 2);
        news.look();
        assertEquals(2, learned.size());
        mayWrite(2, 1);
        assertTrue(blocks.of(2).isNone());
    }

    private void mayWrite(long user, long other) {
        assertDoesNotThrow(() -> blocks.requireMayWrite(user, other));
    }

    /** Of two users who block each other one may be in another part: others are told of that. */
    @Test
    void whatIsMuchIsLearnedOfPartByPart() throws SQLException {
        database.run("INSERT INTO users_model (id) SELECT generate_series(10, 9 + " + ChangeTrail.MOST_AT_ONCE + ");"
                + "INSERT INTO blocks SELECT id, 2, '2026-01-01' FROM users_model WHERE id >= 10");
        news.look();
        assertEquals(
                List.of(ChangeTrail.MOST_AT_ONCE, 1),
                learned.stream().map(Set::size).toList());
        assertEquals(List.of(true, true), parts);
        news.look();
        table.add(1, 3, MOST);
        news.look();
        assertEquals(Set.of(1L, 3L), learned.get(2));
        assertEquals(List.of(true, true, false), parts);
    }

    @Test
    void whoWasDeletedMeanwhileIsNotFound() {
        ChatsException refusal = assertThrows(ChatsException.class, () -> table.add(1, 99, MOST));
        assertEquals(ErrorCode.USER_NOT_FOUND, refusal.code());
    }

    /** Whoever removes a member waits for nobody who blocks him. */
    @Test
    void aRemovalWritesNothingHere() throws SQLException {
        database.run("INSERT INTO chats_model (id) VALUES (7)");
        try (Connection blocking = database.dataSource().getConnection()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("INSERT INTO blocks VALUES (1, 4, '2026-01-01')");
            database.run("SET lock_timeout = '1s';"
                    + "INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at)"
                    + " VALUES (7, 4, 0, 0, 0, 1, '2026-01-01')");
        }
    }

    @Test
    void whatOtherProgramsChangeIsLearnedOfToo() throws SQLException {
        database.run("SET search_path = pg_catalog;"
                + "INSERT INTO public.blocks VALUES (1, 2, '2026-01-01'), (3, 4, '2026-01-01')");
        news.look();
        assertEquals(List.of(Set.of(1L, 2L, 3L, 4L)), learned);
        database.run("DELETE FROM users_model WHERE id = 2");
        news.look();
        assertEquals(Set.of(1L, 2L), learned.get(1));
        assertEquals(List.of(), table.blockedBy(1));
    }

    @SuppressWarnings("unchecked")
    private Event<BlocksChanged> learning() {
        return (Event<BlocksChanged>) Proxy.newProxyInstance(
                BlockTableTest.class.getClassLoader(), new Class<?>[] {Event.class}, (event, method, arguments) -> {
                    learned.add(((BlocksChanged) arguments[0]).users());
                    parts.add(((BlocksChanged) arguments[0]).isPart());
                    return null;
                });
    }

    @Test
    void nobodyBlocksHimselfInTheTableEither() {
        SQLException failure =
                assertThrows(SQLException.class, () -> database.run("INSERT INTO blocks VALUES (1, 1, '2026-01-01')"));
        assertEquals("23514", failure.getSQLState());
    }
}
