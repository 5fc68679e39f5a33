package chats.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import chats.errors.ErrorCode;
import chats.log.Membership;
import chats.log.Message;
import chats.log.Pair;
import chats.run.Patience;
import chats.schema.TestDatabase;
import chats.users.User;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch stores, in a real PostgreSQL. */
class BatchStoreTest {
    private static final Membership ROOM = Membership.direct(null);

    private static final RequestOrigin ALICE = RequestOrigin.rest(new User(1, "alice"));
    private static final RequestOrigin BOB = RequestOrigin.rest(new User(2, "bob"));
    private static final RequestOrigin CAROL = RequestOrigin.rest(new User(3, "carol"));
    private static TestDatabase database;

    private final BatchStore store = new BatchStore(Clock.systemUTC(), database.dataSource());
    private final long chat = newChat();

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob'), ('carol')");
    }

    @Test
    void seqsOfAChatCountUpInTheOrderOfTheDrafts() throws Exception {
        List<BatchStore.Outcome> first = store.store(List.of(toChat(ALICE, "a", null), toChat(BOB, "b", null)));
        List<BatchStore.Outcome> second = store.store(List.of(toChat(ALICE, "c", null)));
        assertEquals(
                List.of(1L, 2L),
                first.stream().map(o -> o.result().message().seq()).toList());
        assertEquals(3, second.get(0).result().message().seq());
        assertEquals(
                List.of("1|1|a", "2|2|b", "3|1|c"),
                database.rows("SELECT seq, author_id, message FROM messages_model WHERE chat_id = " + chat
                        + " ORDER BY seq"));
        assertEquals("3", database.value("SELECT last_seq FROM chats_model WHERE id = " + chat));
    }

    @Test
    void whispersCountWithinTheirPairWhicheverWayTheyGo() throws Exception {
        List<BatchStore.Outcome> outcomes =
                store.store(List.of(toUser(CAROL, 2, "x"), toUser(BOB, 3, "y"), toUser(CAROL, 3, "to myself")));
        assertEquals(
                List.of(1L, 2L, 1L),
                outcomes.stream().map(o -> o.result().message().seq()).toList());
        Message answer = outcomes.get(1).result().message();
        assertEquals(2, answer.from());
        assertEquals(3, answer.whisperTargetId());
    }

    @Test
    void aRepeatIsAnsweredWithWhatIsStoredAndTakesNoSeq() throws Exception {
        WriteResult first =
                store.store(List.of(toChat(ALICE, "a", "once"))).get(0).result();
        List<BatchStore.Outcome> again =
                store.store(List.of(toChat(ALICE, "a", "once"), toChat(ALICE, "a", "once"), toChat(BOB, "b", "once")));
        assertFalse(again.get(0).result().fresh());
        assertEquals(first.json(), again.get(0).result().json());
        assertFalse(again.get(1).result().fresh());
        assertTrue(again.get(2).result().fresh(), "an id is its sender's own");
        assertEquals(2, again.get(2).result().message().seq());
    }

    @Test
    void aRepeatWithinOneBatchIsStoredOnce() throws Exception {
        List<BatchStore.Outcome> outcomes = store.store(
                List.of(toChat(ALICE, "a", "twin"), toChat(ALICE, "a", "twin"), toChat(ALICE, "other", "twin")));
        assertTrue(outcomes.get(0).result().fresh());
        assertEquals(outcomes.get(0).result().json(), outcomes.get(1).result().json());
        assertEquals(ErrorCode.CONFLICT, outcomes.get(2).refusal().code());
        assertEquals("1", database.value("SELECT last_seq FROM chats_model WHERE id = " + chat));
    }

    @Test
    void theSameIdForAnotherTextOrTargetIsAConflict() throws Exception {
        store.store(List.of(toChat(ALICE, "a", "mine")));
        long elsewhere = newChat();
        List<BatchStore.Outcome> outcomes = store.store(List.of(
                toChat(ALICE, "b", "mine"),
                new MessageDraft(ALICE, elsewhere, ROOM, "a", "mine-" + chat),
                new MessageDraft(
                        ALICE, null, Membership.direct(Pair.of(ALICE.user().id(), 2L)), "a", "mine-" + chat)));
        outcomes.forEach(
                outcome -> assertEquals(ErrorCode.CONFLICT, outcome.refusal().code()));
    }

    @Test
    void aWhisperIsRepeatedAsAWhisper() throws Exception {
        MessageDraft draft =
                new MessageDraft(BOB, null, Membership.direct(Pair.of(BOB.user().id(), 1L)), "psst", "w");
        WriteResult first = store.store(List.of(draft)).get(0).result();
        Draft again =
                new MessageDraft(BOB, null, Membership.direct(Pair.of(BOB.user().id(), 1L)), "psst", "w");
        assertEquals(first.json(), store.store(List.of(again)).get(0).result().json());
    }

    @Test
    void whoeverWhispersFirstOnTwoNodesAtOnceMakesOneChat() throws Exception {
        BatchStore otherNode = new BatchStore(Clock.systemUTC(), database.dataSource());
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 1; round <= 20; round++) {
                database.run("INSERT INTO users_model (id) VALUES (%d), (%d)".formatted(1_000 + round, 2_000 + round));
                Draft one = toUser(BOB, 1_000 + round, "one");
                Draft two = toUser(BOB, 2_000 + round, "two");
                Draft crosswise = toUser(BOB, 1_000 + round, "three");
                Future<List<BatchStore.Outcome>> here = threads.submit(() -> store.store(List.of(one, two)));
                Future<List<BatchStore.Outcome>> there =
                        threads.submit(() -> otherNode.store(List.of(toUser(BOB, 3, "x"), crosswise)));
                Set<Long> seqs = Set.of(seq(here.get().get(0)), seq(there.get().get(1)));
                assertEquals(Set.of(1L, 2L), seqs);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theChatOfTwoThatSomebodyHasDeletedIsMadeAgain() throws Exception {
        database.run("INSERT INTO users_model (id) VALUES (500)");
        MessageDraft first = toUser(BOB, 500, "first");
        store.store(List.of(first));
        database.run("DELETE FROM messages_model USING chats_model c WHERE c.id = chat_id AND c.high_user_id = 500;"
                + "DELETE FROM chats_model WHERE high_user_id = 500");
        BatchStore.Outcome refused =
                store.store(List.of(toUser(BOB, 500, "second"))).get(0);
        assertEquals(ErrorCode.UNAVAILABLE, refused.refusal().code());
        assertEquals(1, seq(store.store(List.of(toUser(BOB, 500, "third"))).get(0)));
    }

    private static long seq(BatchStore.Outcome outcome) {
        return outcome.result().message().seq();
    }

    @Test
    void aChatThatIsGoneRefusesItsOwnMessagesOnly() throws Exception {
        List<BatchStore.Outcome> outcomes =
                store.store(List.of(new MessageDraft(ALICE, 999_999L, ROOM, "a", null), toChat(ALICE, "b", null)));
        assertEquals(ErrorCode.CHAT_NOT_FOUND, outcomes.get(0).refusal().code());
        assertEquals(1, outcomes.get(1).result().message().seq());
    }

    @Test
    void aBatchWithSomethingUnstorableStoresNothing() throws Exception {
        assertThrows(
                SQLException.class,
                () -> store.store(List.of(toChat(ALICE, "fine", null), toUser(ALICE, 999_999, "to nobody"))));
        assertEquals("0", database.value("SELECT last_seq FROM chats_model WHERE id = " + chat));
    }

    @Test
    void twoStoresAtOnceLeaveNoHoleAndNoDeadlock() throws Exception {
        long other = newChat();
        var threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> stores = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                boolean forward = node == 0;
                stores.add(threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        Draft one = toChat(ALICE, "x", null);
                        Draft two = new MessageDraft(BOB, other, ROOM, "y", null);
                        store.store(forward ? List.of(one, two) : List.of(two, one));
                    }
                    return null;
                }));
            }
            for (Future<?> done : stores) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        for (long id : List.of(chat, other)) {
            assertEquals(
                    "200|1|200",
                    database.rows("SELECT count(DISTINCT seq), min(seq), max(seq) FROM messages_model WHERE chat_id = "
                                    + id)
                            .get(0));
        }
    }

    /** Whoever has waited for a second is ended: mostly the batch, but the other one if the machine was slow. */
    @Test
    void aBatchThatIsEndedAsDeadlockedIsStoredAtTheNextAttempt() throws Exception {
        int rounds = 1;
        while (!isEndedByAnother("crossing" + rounds)) {
            assertTrue(++rounds < 20, "the batch is ended");
        }
    }

    /**
     * Another node stores two client ids of a batch in the opposite order, in a chat of its own, and then gives up.
     *
     * @return whether the batch was ended as deadlocked, and not the transaction of the other node
     */
    private boolean isEndedByAnother(String id) throws Exception {
        MessageDraft first = toChat(ALICE, "first", id + "a");
        MessageDraft second = toChat(ALICE, "second", id + "b");
        long elsewhere = newChat();
        var thread = Executors.newSingleThreadExecutor();
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            insert(statement, elsewhere, 1, second.clientMessageId());
            Future<List<BatchStore.Outcome>> storing = thread.submit(() -> store.store(List.of(first, second)));
            Patience.until("the batch waits for the other node", BatchStoreTest::isOneWaiting);
            boolean isEnded = true;
            try {
                insert(statement, elsewhere, 2, first.clientMessageId());
            } catch (SQLException deadlocked) {
                assertEquals("40P01", deadlocked.getSQLState());
                isEnded = false;
            }
            other.rollback();
            assertTrue(
                    storing.get().stream().allMatch(outcome -> outcome.result().fresh()));
            return isEnded;
        } finally {
            thread.shutdown();
        }
    }

    private static void insert(Statement statement, long chatId, int seq, String clientId) throws SQLException {
        statement.execute("INSERT INTO messages_model (chat_id, author_id, seq, message, client_message_id, created_at)"
                + " VALUES (%d, %d, %d, 'x', '%s', now())"
                        .formatted(chatId, ALICE.user().id(), seq, clientId));
    }

    private static boolean isOneWaiting() {
        try {
            return database.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()")
                            .size()
                    == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsReturnedIsWhatIsStored() throws Exception {
        BatchStore.Outcome outcome = store.store(List.of(toChat(ALICE, "안녕 😀 \"quoted\" {a,b} \\", "id")))
                .get(0);
        assertNull(outcome.refusal());
        assertNotNull(outcome.result());
        assertEquals(
                "안녕 😀 \"quoted\" {a,b} \\",
                database.value("SELECT message FROM messages_model WHERE chat_id = " + chat));
    }

    private MessageDraft toChat(RequestOrigin from, String text, String clientId) {
        String own = clientId == null ? null : clientId + "-" + chat;
        return new MessageDraft(from, chat, ROOM, text, own);
    }

    private static MessageDraft toUser(RequestOrigin from, long target, String text) {
        return new MessageDraft(
                from, null, Membership.direct(Pair.of(from.user().id(), target)), text, null);
    }

    private static long newChat() {
        try {
            return Long.parseLong(database.value("INSERT INTO chats_model DEFAULT VALUES RETURNING id"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
