package chats.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.schema.TestDatabase;
import chats.users.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The outcome of commits that were not answered, from a real PostgreSQL. */
class CommitResolverTest {
    private static final User ALICE = new User(1, "alice");
    private static TestDatabase database;

    private final CommitResolver resolver = new CommitResolver(database.dataSource());

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'); INSERT INTO chats_model DEFAULT VALUES");
    }

    @Test
    void whatWasCommittedIsStored() throws Exception {
        List<StoredMessage> sent = List.of(message(10, 1, "stored"));
        assertEquals(sent, resolver.resolve(inDoubt(insert(10, 1, "stored"), sent)));
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
        assertEquals(List.of(), resolver.resolve(inDoubt(others, List.of(message(50, 5, "lost in the crash")))));
        assertEquals(List.of(), resolver.resolve(inDoubt(others, List.of(message(51, 5, "somebody else's")))));
    }

    private static String insert(long id, long seq, String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return insert(connection, id, seq, text);
        }
    }

    private static String insert(Connection connection, long id, long seq, String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("INSERT INTO messages_model (id, chat_id, author_id, seq, message)"
                                + " VALUES (" + id + ", 1, 1, " + seq + ", '" + text.replace("'", "''")
                                + "') RETURNING pg_current_xact_id()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private static StoredMessage message(long id, long seq, String text) {
        Message message = new Message(id, 1, seq, ALICE, text, null, Instant.EPOCH);
        return StoredMessage.read(message, null);
    }

    private static InDoubtCommit inDoubt(String transaction, List<StoredMessage> sent) {
        return new InDoubtCommit(transaction, sent, new SQLException("no answer"));
    }
}
