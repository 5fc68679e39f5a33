package chats.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.database.ChangeTrail;
import chats.log.Pair;
import chats.presence.Visibility.Known;
import chats.schema.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored of who was there, and of whom whose chats let one know. */
class SeenTableTest {
    private static final Instant MORNING = Instant.parse("2026-01-01T08:00:00.123Z");
    private static final Instant EVENING = Instant.parse("2026-01-01T20:00:00.456Z");

    private final TestDatabase database = TestDatabase.empty();
    private final SeenTable table = new SeenTable(database.dataSource());
    private final Visibility visibility = new Visibility(database.dataSource());

    /** Alice, Bob and Carol are 1, 2 and 3. Alice and Bob share a room, Alice and Carol whisper; Dave, 4, is alone in a room. */
    @BeforeEach
    void people() throws SQLException {
        database.migrate();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob'), ('carol'), ('dave');"
                + "INSERT INTO chats_model (low_user_id, high_user_id) VALUES (NULL, NULL), (1, 3), (NULL, NULL);"
                + "INSERT INTO chats_model_users_users_model VALUES (1, 1), (1, 2), (3, 4)");
    }

    @Test
    void theLatestTimeStays() throws SQLException {
        table.store(Map.of(1L, EVENING, 2L, MORNING));
        table.store(Map.of(1L, MORNING, 2L, EVENING));
        assertEquals(
                List.of("1|2026-01-01 20:00:00.456", "2|2026-01-01 20:00:00.456"),
                database.rows("SELECT user_id, seen_at FROM presence ORDER BY 1"));
    }

    @Test
    void whoIsNoUserAnyMoreDisturbsNobody() throws SQLException {
        table.store(Map.of(1L, EVENING, 99L, EVENING, 3_000_000_000L, EVENING));
        table.store(Map.of());
        assertEquals("1|1", database.value("SELECT count(*), min(user_id) FROM presence"));
        database.run("DELETE FROM chats_model; DELETE FROM users_model WHERE id = 1");
        assertEquals("0", database.value("SELECT count(*) FROM presence"));
    }

    @Test
    void whoBlocksOrIsBlockedIsVisibleNoMoreInBothDirections() throws SQLException {
        database.run("INSERT INTO blocks VALUES (1, 2, '2026-01-01'), (3, 1, '2026-01-01'), (4, 2, '2026-01-01')");
        List<Long> all = List.of(1L, 2L, 3L, 4L);
        assertEquals(new Known(Map.of(1L, Optional.empty()), Set.of(2L, 3L)), visibility.knownTo(1, all));
        assertEquals(
                new Known(Map.of(2L, Optional.empty()), Set.of(1L)), visibility.knownTo(2, all), "and no stranger");
        assertEquals(new Known(Map.of(3L, Optional.empty()), Set.of(1L)), visibility.knownTo(3, all));
    }

    @Test
    void whoSharesAChatIsVisibleAndOneselfIs() throws SQLException {
        table.store(Map.of(2L, MORNING, 4L, MORNING));
        assertEquals(Map.of(1L, Optional.empty(), 2L, Optional.of(MORNING), 3L, Optional.empty()), visibleTo(1));
        assertEquals(Map.of(1L, Optional.empty(), 2L, Optional.of(MORNING)), visibleTo(2));
        assertEquals(Map.of(1L, Optional.empty(), 3L, Optional.empty()), visibleTo(3));
        assertEquals(Map.of(4L, Optional.of(MORNING)), visibleTo(4));
    }

    private Map<Long, Optional<Instant>> visibleTo(long userId) {
        return visibility
                .knownTo(userId, List.of(1L, 2L, 3L, 4L, 99L, 3_000_000_000L))
                .visible();
    }

    @Test
    void manyPairsAreAskedTogether() throws SQLException {
        table.store(Map.of(2L, MORNING, 4L, MORNING));
        List<Pair> all = List.of(
                new Pair(1, 1),
                new Pair(1, 2),
                new Pair(1, 3),
                new Pair(1, 4),
                new Pair(2, 3),
                new Pair(2, 3_000_000_000L));
        assertEquals(
                Map.of(
                        new Pair(1, 1), Map.of(1L, Optional.empty()),
                        new Pair(1, 2), Map.of(1L, Optional.empty(), 2L, Optional.of(MORNING)),
                        new Pair(1, 3), Map.of(1L, Optional.empty(), 3L, Optional.empty())),
                visibility.between(all));
        database.run("INSERT INTO blocks VALUES (1, 2, '2026-01-01'), (3, 1, '2026-01-01'), (4, 2, '2026-01-01')");
        assertEquals(Set.of(new Pair(1, 1)), visibility.between(all).keySet());
    }

    @Test
    void whoIsRemovedFromAChatIsFoundOnce() throws SQLException {
        List<String> found = new ArrayList<>();
        ChangeTrail trail = new RemovalTable(database.dataSource()).trail();
        String removal =
                "INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at)"
                        + " SELECT 1, %d, 0, 0, 0, %d, timezone('utc', now()) - interval '%d s'";
        database.run(removal.formatted(1, 1, 0));
        trail.look((users, isPart) -> found.add(users + " " + isPart));
        database.run(removal.formatted(2, 2, 0));
        database.run(removal.formatted(1, 3, 9));
        database.run(removal.formatted(3, 4, 3600));
        trail.look((users, isPart) -> found.add(users + " " + isPart));
        trail.look((users, isPart) -> found.add(users + " " + isPart));
        assertEquals(List.of("[1] false", "[1, 2] false"), found, "the clock of the node that removed 1 again is late");
    }
}
