package chats.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.schema.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chat of ten messages: 1, 2, 3 were changed after 3, 5 and again after 9. */
class ChatLogTest {
    private static final List<String> ALL =
            List.of("1", "2", "3", "c2", "4", "5", "c4", "6", "7", "8", "9", "c5", "c6", "10");
    private static TestDatabase database;

    private final ChatLog log = new ChatLog(database.dataSource());

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run(
                "INSERT INTO users_model (nickname) VALUES ('alice');"
                        + "INSERT INTO chats_model (last_seq, last_rev) VALUES (10, 6);"
                        + "INSERT INTO messages_model (chat_id, author_id, seq, message)"
                        + " SELECT 1, 1, seq, 'text ' || seq FROM generate_series(1, 10) seq;"
                        + "INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 2, 3, 2), (1, 4, 5, 5), (1, 5, 9, 1), (1, 6, 9, 3)");
    }

    @Test
    void messagesAndChangesAreInTheirOneOrder() {
        ChatLog.Part part = log.after(1, Position.START, 100);
        assertTrue(part.isComplete());
        assertEquals(new Position(10, 6), part.last());
        assertEquals(ALL, names(part));
        assertEquals(
                List.of(0L, 0L, 0L, 2L, 2L, 2L, 4L, 4L, 4L, 4L, 4L, 5L, 6L, 6L),
                part.events().stream().map(ChatEvent::rev).toList());
    }

    @Test
    void whateverTheLimitPartByPartGivesTheSame() {
        for (int limit = 1; limit <= 12; limit++) {
            List<String> names = new ArrayList<>();
            Position at = Position.START;
            ChatLog.Part part;
            do {
                part = log.after(1, at, limit);
                names.addAll(names(part));
                for (ChatEvent event : part.events()) {
                    at = at.max(new Position(event.seq(), event.rev()));
                }
            } while (!part.isComplete());
            assertEquals(ALL, names, "limit " + limit);
        }
    }

    @Test
    void changesOfOldMessagesAloneAreGivenWithTheLastRevThereIs() {
        ChatLog.Changes changes = log.changes(1, 2, 4, 100);
        assertEquals(List.of(5L, 6L), revs(changes));
        assertEquals(6, changes.lastRev());
        assertEquals("text 1", changes.data().get(0).message().message());
        assertEquals(List.of(2L, 4L), revs(log.changes(1, 0, Long.MAX_VALUE, 2)));
        assertEquals(6, log.changes(1, 6, Long.MAX_VALUE, 2).lastRev());
    }

    @Test
    void aChatThatIsNotThereHasNothing() {
        ChatLog.Part part = log.after(99, Position.START, 10);
        assertEquals(List.of(), part.events());
        assertTrue(part.isComplete());
        assertFalse(log.after(1, Position.START, 3).isComplete());
    }

    private static List<Long> revs(ChatLog.Changes changes) {
        return changes.data().stream().map(MessageChange::rev).toList();
    }

    private static List<String> names(ChatLog.Part part) {
        return IntStream.range(0, part.events().size())
                .mapToObj(i -> name(part.events().get(i)))
                .toList();
    }

    private static String name(ChatEvent event) {
        return event instanceof StoredMessage ? "" + event.seq() : "c" + event.rev();
    }
}
