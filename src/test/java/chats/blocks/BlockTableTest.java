package chats.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.schema.TestDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
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
        assertFalse(read.get(1L).isBlockedBy(2));
        assertTrue(read.get(2L).isBlockedBy(1));
        assertFalse(read.get(2L).isBlockedBy(3));
        assertTrue(read.get(2L).isHiddenFrom(3));
        assertTrue(read.get(3L).isBlockedBy(2));
        assertTrue(read.get(4L).isNone());
    }

    @Test
    void anotherNodeLearnsOnceOfEachChangeForBothUsers() {
        blocks.of(2);
        table.add(1, 2, MOST);
        assertFalse(blocks.of(2).isBlockedBy(1), "not yet");
        news.look();
        news.look();
        assertEquals(List.of(Set.of(1L, 2L)), learned);
        assertTrue(blocks.of(2).isBlockedBy(1));
        table.add(1, 2, MOST);
        news.look();
        assertEquals(1, learned.size(), "nothing has changed");
        table.remove(1, 2);
        news.look();
        assertEquals(2, learned.size());
        assertFalse(blocks.of(2).isBlockedBy(1));
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
