package chats.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.TestClock;
import chats.commands.RequestOrigin;
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
        SendResult before = store(new SendMessage(1L, null, "before", null));
        clock.advance(Duration.ofHours(-1));
        SendResult after = store(new SendMessage(1L, null, "after", null));
        assertEquals(List.of(1L, 2L), List.of(before.view().seq(), after.view().seq()));
        assertTrue(createdAt(after).isBefore(createdAt(before)), "its time is what the clock says");
    }

    @Test
    void aChatDoesNotFallBackInTheListOfChats() throws Exception {
        store(new SendMessage(1L, null, "before", null));
        clock.advance(Duration.ofHours(-1));
        store(new SendMessage(1L, null, "after", null));
        assertEquals("2026-01-01 00:00:00", database.value("SELECT updated_at FROM chats_model"));
    }

    @Test
    void aPairDoesNotFallBackInTheListOfConversations() throws Exception {
        store(new SendMessage(null, 1L, "before", null));
        clock.advance(Duration.ofHours(-1));
        store(new SendMessage(null, 1L, "after", null));
        assertEquals(
                "2026-01-01 00:00:00|2",
                database.rows("SELECT updated_at, last_seq FROM chats_model WHERE low_user_id IS NOT NULL")
                        .get(0));
    }

    @Test
    void aRepeatIsFoundThoughItSeemsToComeBeforeTheFirst() throws Exception {
        SendResult first = store(new SendMessage(1L, null, "once", "id"));
        clock.advance(Duration.ofHours(-1));
        assertEquals(
                first.json(), store(new SendMessage(1L, null, "once", "id")).json());
    }

    private SendResult store(SendMessage request) throws Exception {
        return store.store(List.of(new MessageDraft(ALICE, request, null)))
                .get(0)
                .result();
    }

    private static Instant createdAt(SendResult sent) {
        return sent.view().createdAt();
    }
}
