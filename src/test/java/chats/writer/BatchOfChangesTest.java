package chats.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import chats.errors.ErrorCode;
import chats.log.ChatEvent;
import chats.log.Membership;
import chats.log.Message;
import chats.log.Position;
import chats.log.Reaction;
import chats.log.StoredChange;
import chats.schema.TestDatabase;
import chats.users.User;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch with changes stores, in a real PostgreSQL. */
class BatchOfChangesTest {
    private static final Membership ROOM = Membership.direct(null);

    private static final RequestOrigin ALICE = RequestOrigin.rest(new User(1, "alice"));
    private static final RequestOrigin BOB = RequestOrigin.rest(new User(2, "bob"));
    private static TestDatabase database;

    private final BatchStore store = new BatchStore(Clock.systemUTC(), database.dataSource());
    private final long chat = newChat();

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob')");
    }

    /** Sets a text; an empty one deletes. */
    private record To(Long chatId, Long seq, String text, String clientChangeId) implements Change {
        @Override
        public Message applyTo(Message message, Actor actor, Instant now) {
            if (message.message().equals(text)) {
                return message;
            }
            return text.isEmpty() ? message.deleted(now) : message.edited(text, now);
        }
    }

    @Test
    void revsOfAChatCountUpInTheOrderOfTheDrafts() throws Exception {
        store.store(List.of(message("one", null), message("two", null)));
        List<BatchStore.Outcome> outcomes = store.store(List.of(to(1, "a"), to(2, "b"), to(1, "c")));
        assertEquals(List.of(1L, 2L, 3L), revs(outcomes));
        assertEquals(List.of("c", "b"), texts());
        assertEquals(
                List.of("2|2|2", "3|2|1"),
                database.rows("SELECT rev, after_seq, seq FROM changes WHERE chat_id = " + chat + " ORDER BY rev"));
        assertEquals("3", database.value("SELECT highest_rev FROM chats_model WHERE id = " + chat));
    }

    @Test
    void messagesAndChangesOfABatchAreInTheOrderOfTheDrafts() throws Exception {
        store.store(List.of(message("one", null)));
        List<BatchStore.Outcome> outcomes =
                store.store(List.of(message("two", null), to(1, "a"), message("three", null), to(2, "b"), to(9, "c")));
        assertEquals(
                List.of(new Position(2, 0), new Position(2, 1), new Position(3, 1), new Position(3, 2)),
                outcomes.stream()
                        .map(BatchStore.Outcome::event)
                        .filter(event -> event != null)
                        .map(event -> new Position(event.seq(), event.rev()))
                        .toList());
        assertEquals(ErrorCode.MESSAGE_NOT_FOUND, outcomes.get(4).refusal().code());
        List<BatchStore.Outcome> later = store.store(List.of(message("four", null)));
        assertEquals(2, later.get(0).event().rev(), "what is stored later comes after the changes");
    }

    @Test
    void messagesOfSeveralChatsComeAfterTheChangesOfTheirOwn() throws Exception {
        long other = newChat();
        store.store(List.of(message("one", null), in(other, "one"), to(1, "a"), to(1, "b")));
        List<BatchStore.Outcome> outcomes = store.store(List.of(message("two", null), in(other, "two")));
        assertEquals(
                List.of(2L, 0L),
                outcomes.stream().map(outcome -> outcome.event().rev()).toList());
    }

    @Test
    void whatChangesNothingTakesNoRev() throws Exception {
        store.store(List.of(message("one", null)));
        List<BatchStore.Outcome> outcomes = store.store(List.of(to(1, "a"), to(1, "a"), to(1, "one")));
        assertEquals(List.of(1L, 2L), revs(outcomes));
        assertNull(outcomes.get(1).event());
        assertEquals("a", outcomes.get(1).result().message().message());
    }

    @Test
    void anEditThatIsSentAgainChangesNothingThoughThereWasAnotherSince() throws Exception {
        store.store(List.of(message("one", null), message("two", null)));
        store.store(List.of(to(1, "a", "first"), to(1, "b", "second")));
        List<BatchStore.Outcome> again =
                store.store(List.of(to(1, "a", "first"), to(1, "c", "first"), to(2, "a", "first")));
        assertEquals(List.of(), revs(again));
        assertEquals("b", again.get(0).result().message().message());
        assertEquals(ErrorCode.CONFLICT, again.get(1).refusal().code());
        assertEquals(ErrorCode.CONFLICT, again.get(2).refusal().code());
        assertEquals(
                List.of("b"), texts().subList(0, 1), "the first edit came back, and nobody would have wanted that");
    }

    @Test
    void anEditIsKnownByItsIdInItsOwnBatchAndWhenItChangedNothing() throws Exception {
        store.store(List.of(message("one", null)));
        List<BatchStore.Outcome> outcomes =
                store.store(List.of(to(1, "one", "none"), to(1, "a", "twin"), to(1, "b"), to(1, "a", "twin")));
        assertEquals(List.of(1L, 2L), revs(outcomes));
        assertEquals(List.of(), revs(store.store(List.of(to(1, "one", "none")))));
        assertEquals(List.of("b"), texts());
    }

    @Test
    void aMessageThatIsSentAgainAfterAnEditIsAnsweredAsItIs() throws Exception {
        store.store(List.of(message("one", "id")));
        List<BatchStore.Outcome> outcomes = store.store(List.of(to(1, "a"), message("one", "id")));
        assertEquals("a", outcomes.get(1).result().message().message(), "as this batch has left it");
        assertFalse(outcomes.get(1).result().fresh());
        store.store(List.of(to(1, "b")));
        List<BatchStore.Outcome> again = store.store(List.of(message("one", "id"), message("b", "id")));
        assertEquals("b", again.get(0).result().message().message());
        assertEquals(ErrorCode.CONFLICT, again.get(1).refusal().code());
    }

    @Test
    void nothingIsLeftOfWhatADeletedMessageSaid() throws Exception {
        store.store(List.of(message("secret words", "id")));
        List<BatchStore.Outcome> outcomes = store.store(
                List.of(to(1, "other words", "edit"), to(1, "", null), to(1, "", null), to(1, "any words", "edit")));
        assertEquals(List.of(1L, 2L), revs(outcomes));
        assertEquals(
                "t|t|t|t|f",
                database.rows("SELECT m.message = '', sent_hash IS NULL, edited_at IS NULL, text_hash IS NULL,"
                                + " deleted_at IS NULL FROM messages_model m JOIN edits USING (chat_id, seq)"
                                + " WHERE chat_id = " + chat)
                        .get(0));
        List<BatchStore.Outcome> again =
                store.store(List.of(message("whatever", "id"), to(1, "whatever", "edit"), to(1, "other", "edit")));
        again.forEach(outcome ->
                assertTrue(outcome.result().message().deletedAt() != null && outcome.event() == null, "as it is"));
    }

    @Test
    void nothingIsChangedThatIsSaidAfterwards() throws Exception {
        List<BatchStore.Outcome> outcomes = store.store(List.of(to(1, ""), message("one", null), to(1, "a")));
        assertEquals(ErrorCode.MESSAGE_NOT_FOUND, outcomes.get(0).refusal().code());
        assertEquals(List.of(1L), revs(outcomes));
        assertEquals(List.of("a"), texts());
    }

    @Test
    void aMessageThatIsSentAgainFindsWhatTheDraftsBeforeItHaveLeft() throws Exception {
        List<BatchStore.Outcome> outcomes = store.store(List.of(
                message("one", "id"),
                message("two", "id"),
                to(1, "a"),
                message("one", "id"),
                message("a", "id"),
                to(1, ""),
                message("two", "id")));
        assertEquals(ErrorCode.CONFLICT, outcomes.get(1).refusal().code());
        assertEquals("a", outcomes.get(3).result().message().message());
        assertEquals(ErrorCode.CONFLICT, outcomes.get(4).refusal().code());
        assertTrue(outcomes.get(6).result().message().deletedAt() != null);
    }

    @Test
    void noChangeIsBeforeWhatItChangesThoughAnotherNodesClockIs() throws Exception {
        Message message =
                store.store(List.of(message("one", null))).get(0).result().message();
        BatchStore behind =
                new BatchStore(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30)), database.dataSource());
        assertEquals(
                message.createdAt(),
                behind.store(List.of(to(1, "a"))).get(0).result().message().editedAt());
    }

    @Test
    void whatIsReturnedIsWhatIsStored() throws Exception {
        store.store(List.of(message("one", null)));
        List<Reaction> reactions = List.of(new Reaction("👩‍👩‍👧", List.of(2L, 1L)), new Reaction("1️⃣", List.of(1L)));
        Change reacting = new Change() {
            @Override
            public Long chatId() {
                return chat;
            }

            @Override
            public Long seq() {
                return 1L;
            }

            @Override
            public Message applyTo(Message message, Actor actor, Instant now) {
                return message.reacted(reactions);
            }
        };
        store.store(List.of(new ChangeDraft(BOB, reacting, 0)));
        Message view = store.store(List.of(to(1, "two"))).get(0).result().message();
        assertEquals(reactions, view.reactions());
        assertEquals(view, store.store(List.of(to(1, "two"))).get(0).result().message());
    }

    @Test
    void changesOnTwoNodesAtOnceLeaveNoHoleAndNoDeadlock() throws Exception {
        long other = newChat();
        store.store(List.of(message("one", null), in(other, "one")));
        var threads = Executors.newFixedThreadPool(2);
        List<Long> revs = new ArrayList<>();
        try {
            List<Future<List<Long>>> nodes = IntStream.range(0, 2)
                    .mapToObj(node -> threads.submit(() -> talk(node, other)))
                    .toList();
            for (Future<List<Long>> node : nodes) {
                revs.addAll(node.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(
                IntStream.rangeClosed(1, 200).mapToObj(Long::valueOf).toList(),
                revs.stream().sorted().toList());
    }

    private List<Long> talk(int node, long other) throws Exception {
        BatchStore own = new BatchStore(Clock.systemUTC(), database.dataSource());
        List<Long> revs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Draft here = to(1, node + "-" + i);
            Draft there = new ChangeDraft(ALICE, new To(other, 1L, node + "-" + i, null), 0);
            Draft saidThere = in(other, "x");
            revs.add(own.store(node == 0 ? List.of(here, there, saidThere) : List.of(saidThere, there, here)).stream()
                    .filter(outcome -> outcome.event() instanceof StoredChange change && change.chatId() == chat)
                    .findFirst()
                    .orElseThrow()
                    .event()
                    .rev());
        }
        return revs;
    }

    private ChangeDraft to(long seq, String text) {
        return to(seq, text, null);
    }

    private ChangeDraft to(long seq, String text, String clientId) {
        return new ChangeDraft(ALICE, new To(chat, seq, text, clientId == null ? null : clientId + "-" + chat), 0);
    }

    private MessageDraft message(String text, String clientId) {
        return new MessageDraft(ALICE, chat, ROOM, text, clientId == null ? null : clientId + "-" + chat);
    }

    private static MessageDraft in(long chatId, String text) {
        return new MessageDraft(ALICE, chatId, ROOM, text, null);
    }

    private List<String> texts() throws SQLException {
        return database.rows("SELECT message FROM messages_model WHERE chat_id = " + chat + " ORDER BY seq");
    }

    private static List<Long> revs(List<BatchStore.Outcome> outcomes) {
        return outcomes.stream()
                .map(BatchStore.Outcome::event)
                .filter(StoredChange.class::isInstance)
                .map(ChatEvent::rev)
                .toList();
    }

    private static long newChat() {
        try {
            return Long.parseLong(database.value("INSERT INTO chats_model DEFAULT VALUES RETURNING id"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
