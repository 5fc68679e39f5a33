package chats.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.blocks.FakeBlocks;
import chats.bus.Bus;
import chats.bus.Channel;
import chats.bus.FakeBus;
import chats.commands.RequestOrigin;
import chats.live.Audience;
import chats.live.DroppableEvent;
import chats.log.Pair;
import chats.users.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TypingEventsTest {
    private static final User ALICE = new User(1, "alice");
    private static final User BOB = new User(2, "bob");
    private static final long CHAT = 7;
    private static final long SOCKET = 42;

    private final List<String> told = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final FakeBus bus = new FakeBus();
    private final FakeBlocks blocks = new FakeBlocks();
    private long now;
    private final TypingEvents events = events(bus);

    private TypingEvents events(Bus over) {
        Audience audience = new Audience(null, null) {
            @Override
            public void tellChat(long chatId, DroppableEvent event, long except) {
                told.add("chat " + chatId + " but " + except + ": " + event.json());
            }

            @Override
            public void tellChat(long chatId, DroppableEvent event, long except, LongPredicate isTold) {
                told.add("chat " + chatId + " to "
                        + Stream.of(1L, 2L, 3L).filter(isTold::test).toList() + " but " + except + ": "
                        + event.json());
            }

            @Override
            public void tellUser(long userId, DroppableEvent event, long except) {
                told.add("user " + userId + ": " + event.json());
            }
        };
        return new TypingEvents(audience, over, blocks, () -> now) {
            @Override
            void later(Runnable task) {
                tasks.add(task);
            }

            @Override
            void soon(Runnable task) {
                tasks.add(task);
            }
        };
    }

    private void types(User user, long chatId) {
        events.tell(new RequestOrigin(user, SOCKET), chatId, null);
    }

    private void runTasks() {
        List<Runnable> all = List.copyOf(tasks);
        tasks.clear();
        all.forEach(Runnable::run);
    }

    @Test
    void thoseInTheChatAreToldButTheSocketThatTypes() {
        types(ALICE, CHAT);
        assertEquals(List.of("chat 7 but 42: {\"chatId\":7,\"userId\":1}"), told);
    }

    @Test
    void ofADirectChatTheOtherUserIsTold() {
        events.tell(new RequestOrigin(ALICE, SOCKET), 9, Pair.of(ALICE.id(), BOB.id()));
        assertEquals(List.of("user 2: {\"chatId\":9,\"userId\":1}"), told);
        runTasks();
        assertEquals(List.of("u2 t9 1"), bus.sent);
    }

    @Test
    void whoWhispersToHimselfIsNotTold() {
        events.tell(new RequestOrigin(ALICE, SOCKET), 9, Pair.of(ALICE.id(), ALICE.id()));
        assertEquals(List.of(), told);
        assertEquals(List.of(), tasks);
    }

    @Test
    void aUserIsToldOfOnceInTwoSecondsForEachChat() {
        types(ALICE, CHAT);
        now += Duration.ofMillis(1_999).toNanos();
        types(ALICE, CHAT);
        types(BOB, CHAT);
        types(ALICE, CHAT + 1);
        assertEquals(3, told.size());
        now += Duration.ofMillis(1).toNanos();
        types(ALICE, CHAT);
        assertEquals(4, told.size());
    }

    @Test
    void allWhoTypeInAMomentTravelTogether() {
        types(ALICE, CHAT);
        types(BOB, CHAT);
        assertEquals(1, tasks.size());
        assertEquals(List.of(), bus.sent);
        runTasks();
        assertEquals(List.of("c7 t7 1", "c7 t7 2"), bus.sent);
        assertEquals(1, bus.sendings);
        types(ALICE, CHAT + 1);
        runTasks();
        assertEquals(2, bus.sendings);
    }

    @Test
    void withoutOtherNodesNothingIsCollected() {
        events(Bus.alone()).tell(new RequestOrigin(ALICE, SOCKET), CHAT, null);
        assertEquals(List.of(), tasks);
        assertEquals(1, told.size());
    }

    @Test
    void whatAnotherNodeTellsIsHeardByAllSocketsHere() {
        assertTrue(events.takes("t7 1"));
        assertFalse(events.takes("gtyping"));
        events.receive(Channel.chat(7), "t7 1");
        events.receive(Channel.user(2), "t9 1");
        assertEquals(List.of("chat 7 but 0: {\"chatId\":7,\"userId\":1}", "user 2: {\"chatId\":9,\"userId\":1}"), told);
    }

    @Test
    void thoseAreNotToldOfWhomOneBlocksTheOther() {
        blocks.block(ALICE.id(), BOB.id());
        types(ALICE, CHAT);
        types(BOB, CHAT);
        types(new User(3, "carol"), CHAT);
        assertEquals(
                List.of(
                        "chat 7 to [1, 3] but 42: {\"chatId\":7,\"userId\":1}",
                        "chat 7 to [2, 3] but 42: {\"chatId\":7,\"userId\":2}",
                        "chat 7 but 42: {\"chatId\":7,\"userId\":3}"),
                told);
        told.clear();
        runTasks();
        assertEquals(List.of("c7 t7 1", "c7 t7 2", "c7 t7 3"), bus.sent, "other nodes find out by themselves");
        events.tell(new RequestOrigin(ALICE, SOCKET), 9, Pair.of(ALICE.id(), BOB.id()));
        events.tell(new RequestOrigin(BOB, SOCKET), 9, Pair.of(ALICE.id(), BOB.id()));
        events.receive(Channel.user(1), "t9 2");
        events.receive(Channel.user(2), "t9 1");
        assertEquals(List.of(), told);
        events.receive(Channel.chat(7), "t7 2");
        assertEquals(List.of("chat 7 to [2, 3] but 0: {\"chatId\":7,\"userId\":2}"), told);
    }

    /** What other nodes tell comes on a thread that must not wait. */
    @Test
    void whoseBlocksAreNotKnownIsToldOfOnceTheyAreReadTogether() {
        blocks.block(ALICE.id(), BOB.id());
        blocks.forget(ALICE.id(), BOB.id());
        events.receive(Channel.chat(7), "t7 1");
        events.receive(Channel.chat(7), "t7 2");
        events.receive(Channel.user(2), "t9 1");
        assertEquals(List.of(), told);
        assertEquals(0, blocks.reads());
        assertEquals(1, tasks.size());
        runTasks();
        assertEquals(1, blocks.reads());
        assertEquals(
                List.of(
                        "chat 7 to [1, 3] but 0: {\"chatId\":7,\"userId\":1}",
                        "chat 7 to [2, 3] but 0: {\"chatId\":7,\"userId\":2}"),
                told);
        events.receive(Channel.chat(7), "t7 1");
        assertEquals(3, told.size());
        assertEquals(List.of(), tasks);
    }

    @Test
    void oneAtATimeReadsAndWhatComesMeanwhileIsReadBehindIt() {
        blocks.forget(ALICE.id(), BOB.id());
        blocks.whileRead(() -> {
            events.receive(Channel.chat(7), "t7 2");
            assertEquals(List.of(), tasks, "one reads already");
        });
        events.receive(Channel.chat(7), "t7 1");
        runTasks();
        assertEquals(1, told.size());
        assertEquals(1, tasks.size());
        runTasks();
        assertEquals(2, told.size());
        assertEquals(List.of(), tasks);
    }

    @Test
    void afterAReadThatFailsTheNextOneIsDone() {
        blocks.forget(ALICE.id());
        blocks.whileRead(() -> {
            throw new IllegalStateException("the database is away");
        });
        events.receive(Channel.chat(7), "t7 1");
        runTasks();
        assertEquals(List.of(), told);
        blocks.forget(ALICE.id());
        events.receive(Channel.chat(7), "t7 1");
        runTasks();
        assertEquals(1, told.size());
    }
}
