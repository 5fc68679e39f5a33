package chats.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.log.ChatEvent;
import chats.log.Message;
import chats.log.StoredMessage;
import chats.schema.TestDatabase;
import chats.users.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The outcome of commits that were not answered, from a real PostgreSQL. */
class CommitResolverTest {
    private static final User ALICE = new User(1, "alice");
    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.789Z");
    private static TestDatabase database;

    private final CommitResolver resolver = new CommitResolver(database.dataSource());

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'); INSERT INTO chats_model DEFAULT VALUES");
    }

    @Test
    void whatWasCommittedIsStored() throws Exception {
        List<MessageInsert.Inserted> sent = List.of(message(10, 1, "stored"));
        assertEquals(List.of(sent.get(0).event()), resolver.resolve(inDoubt(insert(10, 1, "stored"), sent)));
    }

    @Test
    void whatWasRolledBackIsNot() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            String transaction = insert(connection, 20, 2, "rolled back");
            connection.rollback();
            assertEquals(List.of(), resolver.resolve(inDoubt(transaction, List.of(message(20, 2, "rolled back")))));
        }
    }

    @Test
    void nothingIsSaidWhileTheTransactionIsUnderWay() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            String transaction = insert(connection, 30, 3, "under way");
            InDoubtCommit doubt = inDoubt(transaction, List.of(message(30, 3, "under way")));
            assertThrows(SQLException.class, () -> resolver.resolve(doubt));
            connection.rollback();
        }
    }

    @Test
    void aTransactionThatACrashLeftNoTraceOfStoredNothing() throws Exception {
        long next = Long.parseLong(database.value("SELECT pg_snapshot_xmax(pg_current_snapshot())"));
        InDoubtCommit doubt = inDoubt(Long.toString(next + 1_000), List.of(message(40, 4, "lost in the crash")));
        assertEquals(List.of(), resolver.resolve(doubt));
    }

    @Test
    void aTransactionWhoseIdAnotherOneHasByNowStoredNothing() throws Exception {
        String others = insert(50, 5, "somebody else's");
        database.run("UPDATE messages_model SET created_at = created_at + interval '1 ms' WHERE id = 50");
        assertEquals(List.of(), resolver.resolve(inDoubt(others, List.of(message(50, 5, "lost in the crash")))));
        assertEquals(List.of(), resolver.resolve(inDoubt(others, List.of(message(51, 5, "somebody else's")))));
    }

    @Test
    void whatWasEditedSinceIsToldAsItIsNow() throws Exception {
        String transaction = insert(60, 6, "before");
        database.run("UPDATE messages_model SET message = 'after' WHERE id = 60");
        ChatEvent stored = resolver.resolve(inDoubt(transaction, List.of(message(60, 6, "before"))))
                .get(0);
        assertTrue(stored.json().contains("after"), stored.json());
    }

    @Test
    void messagesAndChangesAreToldInTheirOrder() throws Exception {
        String transaction = insert(70, 7, "before the change");
        insert(80, 8, "after the change");
        database.run("INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 3, 7, 7)");
        InDoubtCommit doubt = new InDoubtCommit(
                transaction,
                List.of(message(70, 7, "before the change"), message(80, 8, "after the change")),
                Map.of(new MessagePlace(1, 7), 2L, new MessagePlace(1, 8), 3L),
                new SQLException());
        List<ChatEvent> events = resolver.resolve(doubt);
        assertEquals(List.of(7L, 7L, 8L), events.stream().map(ChatEvent::seq).toList());
        assertEquals(3, events.get(1).rev(), "changed again since");
    }

    @Test
    void aChangeOfBeforeIsNotToldForOneThatWasRolledBack() throws Exception {
        String transaction = insert(90, 9, "changed long ago");
        database.run("INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 5, 9, 9)");
        InDoubtCommit doubt =
                new InDoubtCommit(transaction, List.of(), Map.of(new MessagePlace(1, 9), 6L), new SQLException());
        assertEquals(List.of(), resolver.resolve(doubt));
    }

    private static String insert(long id, long seq, String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return insert(connection, id, seq, text);
        }
    }

    private static String insert(Connection connection, long id, long seq, String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "INSERT INTO messages_model (id, chat_id, author_id, seq, message, created_at)"
                                + " VALUES (" + id + ", 1, 1, " + seq + ", '" + text.replace("'", "''")
                                + "', '" + NOW + "') RETURNING pg_current_xact_id()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private static MessageInsert.Inserted message(long id, long seq, String text) {
        Message message = Message.of(id, 1, null, seq, ALICE, text, null, NOW, null, null, List.of());
        return new MessageInsert.Inserted(message, StoredMessage.read(message, 0));
    }

    private static InDoubtCommit inDoubt(String transaction, List<MessageInsert.Inserted> sent) {
        return new InDoubtCommit(transaction, sent, Map.of(), new SQLException("no answer"));
    }
}
