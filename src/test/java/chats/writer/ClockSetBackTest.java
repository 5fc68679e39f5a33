package chats.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.TestClock;
import chats.commands.RequestOrigin;
import chats.log.Membership;
import chats.log.Pair;
import chats.schema.TestDatabase;
import chats.users.User;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server's clock is set back by an hour between two batches, on a real PostgreSQL. */
class ClockSetBackTest {
    private static final Membership ROOM = Membership.direct(null);

    private static final RequestOrigin ALICE = RequestOrigin.rest(new User(1, "alice"));

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock();
    private final BatchStore store = new BatchStore(clock, database.dataSource());

    @BeforeEach
    void fill() throws SQLException {
        database.run(
                "INSERT INTO users_model (nickname) VALUES ('alice'); INSERT INTO chats_model (created_at, updated_at)"
                        + " VALUES ('2025-01-01', '2025-01-01')");
    }

    @Test
    void whatIsSentLaterIsStillLaterInTheHistory() throws Exception {
        WriteResult before = store("before", null);
        clock.advance(Duration.ofHours(-1));
        WriteResult after = store("after", null);
        assertEquals(
                List.of(1L, 2L), List.of(before.message().seq(), after.message().seq()));
        assertTrue(createdAt(after).isBefore(createdAt(before)), "its time is what the clock says");
    }

    @Test
    void aChatDoesNotFallBackInTheListOfChats() throws Exception {
        store("before", null);
        clock.advance(Duration.ofHours(-1));
        store("after", null);
        assertEquals("2026-01-01 00:00:00", database.value("SELECT updated_at FROM chats_model"));
    }

    @Test
    void aPairDoesNotFallBackInTheListOfConversations() throws Exception {
        whisper("before");
        clock.advance(Duration.ofHours(-1));
        whisper("after");
        assertEquals(
                "2026-01-01 00:00:00|2",
                database.rows("SELECT updated_at, last_seq FROM chats_model WHERE low_user_id IS NOT NULL")
                        .get(0));
    }

    @Test
    void aRepeatIsFoundThoughItSeemsToComeBeforeTheFirst() throws Exception {
        WriteResult first = store("once", "id");
        clock.advance(Duration.ofHours(-1));
        assertEquals(first.json(), store("once", "id").json());
    }

    private WriteResult store(String text, String clientId) throws Exception {
        return store(new MessageDraft(ALICE, 1L, ROOM, text, clientId));
    }

    private void whisper(String text) throws Exception {
        store(new MessageDraft(ALICE, null, Membership.direct(Pair.of(1, 1)), text, null));
    }

    private WriteResult store(MessageDraft draft) throws Exception {
        return store.store(List.of(draft)).get(0).result();
    }

    private static Instant createdAt(WriteResult sent) {
        return sent.message().createdAt();
    }
}
