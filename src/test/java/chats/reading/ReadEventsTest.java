package chats.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.bus.FakeBus;
import chats.live.Audience;
import chats.live.DroppableEvent;
import chats.log.Pair;
import chats.marks.MarkKey;
import chats.marks.MarksStored;
import chats.marks.Preferences;
import chats.marks.ReadState;
import chats.marks.SentMark;
import chats.marks.SentMarksStored;
import chats.marks.StoredMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadEventsTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long CHAT = 7;
    private static final long DIRECT = 9;

    private final List<String> told = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final FakeBus bus = new FakeBus();
    private final Audience audience = new Audience(null, null) {
        @Override
        public void tellUser(long userId, DroppableEvent event, Set<Long> except) {
            told.add("user " + userId + " but " + except + ": " + event.json());
        }

        @Override
        public void tellMember(long userId, long chatId, DroppableEvent event, Set<Long> except) {
            told.add("member " + userId + " of " + chatId + " but " + except + ": " + event.json());
        }

        @Override
        public void tellOthers(long chatId, DroppableEvent event, long userId) {
            told.add("chat " + chatId + " but user " + userId + ": " + event.json());
        }

        @Override
        public void tellOutside(long userId, long chatId, DroppableEvent event) {
            told.add("user " + userId + " outside " + chatId + ": " + event.json());
        }
    };
    private long now = 1;
    private boolean stops;
    private final ReadEvents events = events(bus);

    private ReadEvents events(Bus over) {
        return new ReadEvents(audience, over, () -> now) {
            @Override
            void later(Runnable task) {
                if (stops) {
                    throw new RejectedExecutionException();
                }
                timers.add(task);
            }
        };
    }

    private static StoredMark mark(long chat, Pair pair, int members, long user, long seq) {
        return new StoredMark(
                new MarkKey(chat, user),
                pair,
                members,
                true,
                null,
                new ReadState(seq, 0, 0, Preferences.NONE),
                Set.of(42L));
    }

    private static StoredMark inRoom(long user, long seq) {
        return mark(CHAT, null, 3, user, seq);
    }

    private static StoredMark inDirect(long user, long seq) {
        return mark(DIRECT, Pair.of(ALICE, BOB), 0, user, seq);
    }

    private void reads(StoredMark... marks) {
        events.onMarksStored(new MarksStored(List.of(marks)));
    }

    private void look() {
        List<Runnable> all = List.copyOf(timers);
        timers.clear();
        all.forEach(Runnable::run);
    }

    private static String json(long chat, long user, long seq) {
        return "{\"chatId\":" + chat + ",\"userId\":" + user + ",\"readSeq\":" + seq + "}";
    }

    @Test
    void theReadersOwnSocketsAndTheOthersInTheChatAreTold() {
        reads(inRoom(ALICE, 5));
        assertEquals(
                List.of("member 1 of 7 but [42]: " + json(CHAT, 1, 5), "chat 7 but user 1: " + json(CHAT, 1, 5)), told);
        assertEquals(List.of("u1 rr7 1:5", "c7 rr7 1:5"), bus.sent);
    }

    @Test
    void othersAreToldOnceASecondForEachReader() {
        reads(inRoom(ALICE, 5));
        told.clear();
        reads(inRoom(ALICE, 6));
        reads(inRoom(ALICE, 7));
        assertEquals(
                List.of("member 1 of 7 but [42]: " + json(CHAT, 1, 6), "member 1 of 7 but [42]: " + json(CHAT, 1, 7)),
                told);
        reads(inRoom(BOB, 1));
        told.clear();
        now += Duration.ofMillis(200).toNanos();
        look();
        assertEquals(List.of("chat 7 but user 2: " + json(CHAT, 2, 1)), told);
        told.clear();
        look();
        assertEquals(List.of(), told);
        now += Duration.ofSeconds(1).toNanos();
        assertEquals(1, timers.size());
        look();
        assertEquals(List.of("chat 7 but user 1: " + json(CHAT, 1, 7)), told);
        assertEquals(List.of(), timers);
    }

    @Test
    void whatCannotBeToldLaterBreaksNothing() {
        reads(inRoom(ALICE, 5));
        stops = true;
        reads(inRoom(ALICE, 6));
        stops = false;
        reads(inRoom(ALICE, 7));
        assertEquals(1, timers.size());
    }

    @Test
    void inALargeChatOnlyTheReadersOwnSocketsAreTold() {
        reads(mark(CHAT, null, StoredMark.MOST_TOLD + 1, ALICE, 5));
        assertEquals(List.of("member 1 of 7 but [42]: " + json(CHAT, 1, 5)), told);
        assertEquals(List.of("u1 rr7 1:5"), bus.sent);
    }

    @Test
    void ofADirectChatTheOtherUserIsTold() {
        reads(inDirect(ALICE, 5));
        assertEquals(
                List.of("member 1 of 9 but [42]: " + json(DIRECT, 1, 5), "user 2 but []: " + json(DIRECT, 1, 5)), told);
        assertEquals(List.of("u1 rd9 1:5", "u2 rd9 1:5"), bus.sent);
    }

    @Test
    void whoWhispersToHimselfIsToldOnce() {
        reads(mark(DIRECT, Pair.of(ALICE, ALICE), 0, ALICE, 5));
        assertEquals(List.of("member 1 of 9 but [42]: " + json(DIRECT, 1, 5)), told);
        assertEquals(List.of("u1 rd9 1:5"), bus.sent);
    }

    @Test
    void ofWhoHasSentHisSocketsOutsideTheChatAreTold() {
        events.onSentMarksStored(new SentMarksStored(List.of(
                new SentMark(new MarkKey(CHAT, ALICE), null, 5),
                new SentMark(new MarkKey(DIRECT, BOB), Pair.of(ALICE, BOB), 3))));
        assertEquals(List.of("user 1 outside 7: " + json(CHAT, 1, 5)), told);
        assertEquals(List.of("u1 rs7 1:5"), bus.sent);
    }

    @Test
    void ofAMarkThatHasNotMovedNobodyIsTold() {
        reads(new StoredMark(new MarkKey(CHAT, ALICE), null, 3, false, Preferences.NONE, ReadState.EMPTY, Set.of()));
        assertEquals(List.of(), told);
        assertEquals(0, bus.sendings);
    }

    @Test
    void allMarksOfAChatTravelTogetherAndToEachReaderHisOwn() {
        reads(inRoom(ALICE, 5), inRoom(BOB, 6));
        assertEquals(List.of("u1 rr7 1:5", "u2 rr7 2:6", "c7 rr7 1:5,2:6"), bus.sent);
        assertEquals(1, bus.sendings);
    }

    @Test
    void theTwoOfADirectChatHearOfBothTogether() {
        reads(inDirect(ALICE, 5), inDirect(BOB, 6));
        assertEquals(List.of("u1 rd9 1:5,2:6", "u2 rd9 1:5,2:6"), bus.sent);
        told.clear();
        events.receive(Channel.user(BOB), "rd9 1:5,2:6");
        assertTrue(told.contains("member 2 of 9 but []: " + json(DIRECT, 2, 6)));
    }

    @Test
    void whatOtherNodesAreToldDoesNotGrowWithTheSquareOfTheReaders() {
        StoredMark[] readers = LongStream.range(0, 100)
                .mapToObj(user -> mark(CHAT, null, 100, 1_000 + user, 5))
                .toArray(StoredMark[]::new);
        reads(readers);
        events.onSentMarksStored(new SentMarksStored(Stream.of(readers)
                .map(mark -> new SentMark(mark.key(), null, 5))
                .toList()));
        long entries = bus.sent.stream()
                .mapToLong(text -> text.split(":", -1).length - 1)
                .sum();
        assertEquals(300, entries);
    }

    @Test
    void withoutOtherNodesNothingIsSent() {
        events(Bus.alone()).onMarksStored(new MarksStored(List.of(inRoom(ALICE, 5))));
        assertEquals(2, told.size());
    }

    @Test
    void ofWhatAnotherNodeTellsEachChannelIsForItsOwn() {
        assertTrue(events.takes("rr7 1:5"));
        assertFalse(events.takes("t7 1"));
        events.receive(Channel.user(ALICE), "rr7 1:5,2:6");
        assertEquals(List.of("member 1 of 7 but []: " + json(CHAT, 1, 5)), told);
        told.clear();
        events.receive(Channel.chat(CHAT), "rr7 1:5,2:6");
        assertEquals(List.of("chat 7 but user 1: " + json(CHAT, 1, 5), "chat 7 but user 2: " + json(CHAT, 2, 6)), told);
        told.clear();
        now += Duration.ofMillis(200).toNanos();
        events.receive(Channel.user(BOB), "rd9 1:5");
        events.receive(Channel.user(ALICE), "rd9 1:5");
        events.receive(Channel.user(ALICE), "rs7 1:5");
        assertEquals(
                List.of(
                        "user 2 but []: " + json(DIRECT, 1, 5),
                        "member 1 of 9 but []: " + json(DIRECT, 1, 5),
                        "user 1 outside 7: " + json(CHAT, 1, 5)),
                told);
    }
}
