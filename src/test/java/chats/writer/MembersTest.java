package chats.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import chats.errors.ErrorCode;
import chats.log.ChatChange;
import chats.log.Membership;
import chats.log.Message;
import chats.log.Position;
import chats.schema.TestDatabase;
import chats.users.User;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members who come and go, in a real PostgreSQL: what they store, and what not. */
class MembersTest {
    private static final Membership KNOWN = new Membership(null, Position.START, true, 0, 0);
    private static final RequestOrigin ALICE = RequestOrigin.rest(new User(1, "alice"));
    private static final RequestOrigin BOB = RequestOrigin.rest(new User(2, "bob"));

    private static TestDatabase database;

    private final BatchStore store = new BatchStore(Clock.systemUTC(), database.dataSource());
    private final long chat = newChat();

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob'), ('carol')");
    }

    /** Makes these the members, whoever asks. */
    private record Members(Long chatId, Set<Long> members) implements ChatUpdate {
        @Override
        public ChatState applyTo(ChatState before, long userId) {
            return before.withMembers(members);
        }
    }

    private record Edit(Long chatId, Long seq) implements Change {
        @Override
        public Message applyTo(Message message, Actor actor, Instant now) {
            return message.edited("edited", now);
        }
    }

    @Test
    void whoWasRemovedStoresNothingThoughHeIsKnownAsAMember() throws Exception {
        says(BOB);
        ChatChange removal = removes(2);
        assertEquals(List.of(2L), removal.removed());
        List<BatchStore.Outcome> outcomes = store.store(List.of(by(BOB), by(ALICE), by(BOB), by(ALICE)));
        assertEquals(ErrorCode.NOT_A_MEMBER, outcomes.get(0).refusal().code());
        assertEquals(ErrorCode.NOT_A_MEMBER, outcomes.get(2).refusal().code());
        assertEquals(2, outcomes.get(1).result().message().seq());
        assertEquals(3, outcomes.get(3).result().message().seq());
        assertTrue(outcomes.stream().allMatch(outcome -> outcome.draft().membershipWasAsked()));
        assertEquals(List.of("1|2", "2|1", "3|1"), stored());
        assertEquals("3", database.value("SELECT last_seq FROM chats_model WHERE id = " + chat));
    }

    @Test
    void whoWasRemovedChangesNothing() throws Exception {
        says(BOB);
        removes(2);
        List<BatchStore.Outcome> outcomes =
                store.store(List.of(new ChangeDraft(BOB, new Edit(chat, 1L), 0), by(BOB), by(ALICE)));
        assertEquals(ErrorCode.NOT_A_MEMBER, outcomes.get(0).refusal().code());
        assertEquals(ErrorCode.NOT_A_MEMBER, outcomes.get(1).refusal().code());
        assertEquals(2, outcomes.get(2).result().message().seq());
        assertEquals("said", database.value("SELECT message FROM messages_model WHERE seq = 1 AND chat_id = " + chat));
    }

    @Test
    void whoIsKnownAsAMemberSinceTheRemovalIsNotAskedForAgain() throws Exception {
        ChatChange removal = removes(2);
        Membership known = new Membership(null, Position.START, true, removal.rev(), removal.rev());
        MessageDraft draft = new MessageDraft(ALICE, chat, known, "said", null);
        assertNull(store.store(List.of(draft)).get(0).refusal());
        assertTrue(!draft.membershipWasAsked());
    }

    @Test
    void aBatchOfSeveralChatsStoresWhatTheOthersSay() throws Exception {
        long other = newChat();
        removes(2);
        List<BatchStore.Outcome> outcomes = store.store(List.of(
                new MessageDraft(BOB, other, KNOWN, "said", null),
                by(BOB),
                new MessageDraft(BOB, 99_999L, KNOWN, "said", null)));
        assertEquals(1, outcomes.get(0).result().message().seq());
        assertEquals(ErrorCode.NOT_A_MEMBER, outcomes.get(1).refusal().code());
        assertEquals(ErrorCode.CHAT_NOT_FOUND, outcomes.get(2).refusal().code());
    }

    @Test
    void whoComesBackIsAMemberFromThenOn() throws Exception {
        says(ALICE);
        removes(2);
        says(ALICE);
        ChatChange added = change(1, 2);
        assertEquals(List.of(new User(2, "bob")), added.added());
        assertEquals(List.of(), added.removed());
        assertEquals(2, added.rev());
        assertEquals(2, added.afterSeq());
        says(BOB);
        assertEquals(List.of("1|1", "2|1", "3|2"), stored());
        assertEquals(
                "2|2",
                database.value("SELECT joined_seq, joined_rev FROM chats_model_users_users_model"
                        + " WHERE users_model_id = 2 AND chats_model_id = " + chat));
        assertEquals(
                "2|0|1|1|1",
                database.value("SELECT user_id, joined_rev, left_seq, left_rev, removed_by FROM former_members"
                        + " WHERE chat_id = " + chat));
    }

    @Test
    void whoIsAddedHasReadWhatThereIsAndWhoIsRemovedHasNoMark() throws Exception {
        says(ALICE);
        says(ALICE);
        database.run("INSERT INTO read_marks (chat_id, user_id, read_seq, muted) VALUES (" + chat + ", 1, 1, true), ("
                + chat + ", 2, 1, true)");
        removes(2);
        assertEquals(List.of("1|1|t"), marks());
        says(ALICE);
        change(1, 2, 3);
        assertEquals(List.of("1|1|t", "2|3|f", "3|3|f"), marks());
    }

    @Test
    void whatIsLeftOfAnEarlierStayIsOverwritten() throws Exception {
        says(ALICE);
        removes(2);
        database.run("INSERT INTO read_marks (chat_id, user_id, read_seq, pinned, marked_unread_at) VALUES (" + chat
                + ", 2, 9, true, now())");
        change(1, 2);
        assertEquals(List.of("2|1|f"), marks());
        assertEquals(
                "f|null",
                database.value(
                        "SELECT pinned, marked_unread_at FROM read_marks WHERE user_id = 2 AND chat_id = " + chat));
    }

    private List<String> marks() throws SQLException {
        return database.rows(
                "SELECT user_id, read_seq, muted FROM read_marks WHERE chat_id = " + chat + " ORDER BY user_id");
    }

    @Test
    void whatChangesNothingTakesNoRev() throws Exception {
        BatchStore.Outcome outcome = store.store(List.of(to(1, 2))).get(0);
        assertNull(outcome.event());
        ChatChange answer = (ChatChange) outcome.result().view();
        assertEquals(0, answer.rev());
        assertEquals(List.of(), answer.added());
        assertEquals("0", database.value("SELECT highest_rev FROM chats_model WHERE id = " + chat));
    }

    @Test
    void aDirectChatIsNotChangedAndAStrangerChangesNothing() throws Exception {
        database.run("INSERT INTO chats_model (low_user_id, high_user_id) VALUES (1, 3) ON CONFLICT DO NOTHING");
        long direct = Long.parseLong(database.value("SELECT id FROM chats_model WHERE high_user_id = 3"));
        assertEquals(
                ErrorCode.FORBIDDEN,
                store.store(List.of(new ChatUpdateDraft(ALICE, new Members(direct, Set.of(1L)))))
                        .get(0)
                        .refusal()
                        .code());
        removes(2);
        assertEquals(
                ErrorCode.NOT_A_MEMBER,
                store.store(List.of(new ChatUpdateDraft(BOB, new Members(chat, Set.of(1L, 2L)))))
                        .get(0)
                        .refusal()
                        .code());
    }

    @Test
    void aChangeOfAChatComesBehindTheMessagesAndChangesOfItsBatch() throws Exception {
        List<BatchStore.Outcome> outcomes =
                store.store(List.of(by(BOB), new ChangeDraft(BOB, new Edit(chat, 1L), 0), by(BOB), to(1)));
        assertEquals(1, outcomes.get(1).event().rev());
        ChatChange removal = (ChatChange) outcomes.get(3).result().view();
        assertEquals(2, removal.rev());
        assertEquals(2, removal.afterSeq());
        assertEquals(
                List.of("1|1|1|null", "2|2|0|1"),
                database.rows(
                        "SELECT rev, after_seq, seq, actor_id FROM changes WHERE chat_id = " + chat + " ORDER BY rev"));
    }

    @Test
    void ofARemovalWhileTwoNodesStoreNothingIsLostAndNothingStoredBehindIt() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> nodes = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                nodes.add(threads.submit(this::sayMuch));
            }
            BatchStore third = new BatchStore(Clock.systemUTC(), database.dataSource());
            List<long[]> absences = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ChatChange left =
                        (ChatChange) third.store(List.of(to(1))).get(0).result().view();
                ChatChange back = (ChatChange)
                        third.store(List.of(to(1, 2))).get(0).result().view();
                absences.add(new long[] {left.afterSeq(), back.afterSeq()});
            }
            int stored = 0;
            for (Future<Integer> node : nodes) {
                stored += node.get();
            }
            assertEquals(stored, stored().size());
            assertEquals(
                    IntStream.rangeClosed(1, stored).mapToObj(String::valueOf).toList(),
                    database.rows("SELECT seq FROM messages_model WHERE chat_id = " + chat + " ORDER BY seq"));
            for (long[] absence : absences) {
                assertEquals(
                        "0",
                        database.value("SELECT count(*) FROM messages_model WHERE author_id = 2 AND chat_id = " + chat
                                + " AND seq > " + absence[0] + " AND seq <= " + absence[1]));
            }
        } finally {
            threads.shutdown();
        }
    }

    private int sayMuch() throws Exception {
        BatchStore own = new BatchStore(Clock.systemUTC(), database.dataSource());
        int stored = 0;
        for (int i = 0; i < 100; i++) {
            for (BatchStore.Outcome outcome : own.store(List.of(by(BOB), by(ALICE), by(BOB)))) {
                if (outcome.refusal() == null) {
                    stored++;
                } else {
                    assertEquals(ErrorCode.NOT_A_MEMBER, outcome.refusal().code());
                    assertEquals(BOB, outcome.draft().origin());
                }
            }
        }
        return stored;
    }

    private void says(RequestOrigin who) throws Exception {
        assertNull(store.store(List.of(by(who))).get(0).refusal());
    }

    private ChatChange removes(long user) throws Exception {
        Set<Long> rest = new TreeSet<>(Set.of(1L, 2L));
        rest.remove(user);
        return (ChatChange) store.store(List.of(new ChatUpdateDraft(ALICE, new Members(chat, rest))))
                .get(0)
                .result()
                .view();
    }

    private ChatChange change(long... members) throws Exception {
        return (ChatChange) store.store(List.of(to(members))).get(0).result().view();
    }

    private ChatUpdateDraft to(long... members) {
        Set<Long> ids = new TreeSet<>();
        for (long member : members) {
            ids.add(member);
        }
        return new ChatUpdateDraft(ALICE, new Members(chat, ids));
    }

    private MessageDraft by(RequestOrigin who) {
        return new MessageDraft(who, chat, KNOWN, "said", null);
    }

    private List<String> stored() throws SQLException {
        return database.rows("SELECT seq, author_id FROM messages_model WHERE chat_id = " + chat + " ORDER BY seq");
    }

    private static long newChat() {
        try {
            long id = Long.parseLong(database.value("INSERT INTO chats_model (name) VALUES ('room') RETURNING id"));
            database.run("INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id, is_admin) VALUES ("
                    + id + ", 1, true), (" + id + ", 2, false)");
            return id;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
