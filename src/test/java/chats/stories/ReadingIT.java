package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one has read: on all one's devices, and as others are told. */
class ReadingIT extends EveryDoorStory {
    static JsonNode read(ChatRoom chat, long seq) {
        return Trees.object("chatId", chat.id(), "seq", seq);
    }

    /** Marks the chat as read, and has so many unread then. */
    static void reads(Device device, ChatRoom chat, long seq, long readSeq, long unread) {
        JsonNode mark = device.asks("read", read(chat, seq)).granted();
        Shapes.readMark(mark);
        assertEquals(Trees.object("chatId", chat.id(), "readSeq", readSeq, "unread", unread, "mentioned", 0), mark);
    }

    /** The chat in the list and alone show the same. */
    static void has(Person person, ChatRoom chat, long readSeq, long unread) {
        List<JsonNode> all = new ArrayList<>();
        all.add(person.looksAt(chat));
        person.rest().get("/chats?kind=all&limit=100").ok().get("data").forEach(each -> {
            if (each.get("id").asLong() == chat.id()) {
                all.add(each);
            }
        });
        assertEquals(2, all.size());
        for (JsonNode each : all) {
            Shapes.chat(each);
            assertEquals(
                    readSeq + " read, " + unread + " unread",
                    each.get("readSeq") + " read, " + each.get("unread") + " unread");
        }
    }

    static void hearsThatHasRead(Device device, Device reader, ChatRoom chat, long readSeq) {
        assertEquals(
                Trees.object("chatId", chat.id(), "userId", reader.owner().id(), "readSeq", readSeq),
                device.inbox().next("chat_read"));
    }

    /** To be asked after something that came later was heard. */
    private static void heardOfNoMark(Device device) {
        List<Frame> heard = device.inbox().all();
        assertTrue(heard.stream().noneMatch(frame -> frame.event().equals("chat_read")), heard::toString);
    }

    private static void says(Device from, ChatRoom chat, int messages) {
        for (int i = 1; i <= messages; i++) {
            from.sends("number " + i).to(chat);
        }
    }

    @Test
    void whatOneHasReadOnOneDeviceIsReadOnTheOther() {
        Device alice = online("alice");
        Device phone = online("bob");
        Device laptop = another(phone);
        ChatRoom chat = alice.opensChatWith(phone);
        says(alice, chat, 5);
        has(phone.owner(), chat, 0, 5);
        reads(phone, chat, 3, 3, 2);
        hearsThatHasRead(laptop, phone, chat, 3);
        has(laptop.owner(), chat, 3, 2);
        reads(laptop, chat, 5, 5, 0);
        hearsThatHasRead(phone, phone, chat, 5);
        has(phone.owner(), chat, 5, 0);
        assertEquals(
                1,
                phone.inbox().all().stream()
                        .filter(frame -> frame.event().equals("chat_read"))
                        .count());
    }

    @Test
    void belowChangesNothingAndAboveIsTheLast() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        reads(bob, chat, 7, 0, 0);
        says(alice, chat, 4);
        reads(bob, chat, 3, 3, 1);
        reads(bob, chat, 0, 3, 1);
        reads(bob, chat, 2, 3, 1);
        reads(bob, chat, 1_000_000_000_000L, 4, 0);
    }

    @Test
    void whoSendsHasReadUpToIt() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        says(alice, chat, 3);
        has(alice.owner(), chat, 3, 0);
        bob.sends("yes?").to(chat);
        has(bob.owner(), chat, 4, 0);
        Patience.until(
                "her mark is settled",
                () -> alice.owner().looksAt(chat).get("readSeq").asLong() == 3);
        has(alice.owner(), chat, 3, 1);
    }

    @Test
    void ofWhoSendsHisSocketsThatDoNotHearTheChatAreTold() {
        Device phone = online("alice");
        Device laptop = another(phone);
        Device bob = online("bob");
        ChatRoom chat = phone.opensChatWith(bob);
        bob.enters(chat);
        phone.enters(chat);
        phone.sends("hi").to(chat);
        hearsThatHasRead(laptop, phone, chat, 1);
        bob.hears("hi");
        bob.sends("hello").to(chat);
        phone.hears("hello");
        heardOfNoMark(phone);
        heardOfNoMark(bob);
    }

    @Test
    void othersInTheChatAreToldAtMostOnceASecond() {
        Device alice = online("alice");
        Device outside = another(alice);
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        says(alice, chat, 30);
        alice.enters(chat);
        long start = System.nanoTime();
        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (int seq = 1; seq <= 30; seq++) {
            answers.add(bob.requests("read", read(chat, seq)));
        }
        for (int seq = 1; seq <= 30; seq++) {
            JsonNode mark =
                    Patience.await(answers.get(seq - 1), "a mark is stored").granted();
            Shapes.readMark(mark);
            assertTrue(mark.get("readSeq").asLong() >= seq, mark::toString);
        }
        JsonNode last = Trees.object("chatId", chat.id(), "userId", bob.owner().id(), "readSeq", 30);
        JsonNode heard = alice.inbox().next("chat_read");
        while (!heard.equals(last)) {
            heard = alice.inbox().next("chat_read");
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        long told = alice.inbox().all().stream()
                .filter(frame -> frame.event().equals("chat_read")
                        && frame.data().get("userId").asLong() == bob.owner().id())
                .count();
        assertTrue(told <= seconds + 2, told + " in " + seconds + " s");
        bob.sends("over").to(chat);
        alice.hears("over");
        alice.asks("send_message", outside.owner().whisper("me")).granted();
        outside.hearsWhisper("me");
        heardOfNoMarkOf(outside, bob);
    }

    private static void heardOfNoMarkOf(Device device, Device reader) {
        assertTrue(device.inbox().all().stream()
                .noneMatch(frame -> frame.event().equals("chat_read")
                        && frame.data().get("userId").asLong() == reader.owner().id()));
    }

    @Test
    void ofADirectChatTheOtherUserIsToldOnAllSockets() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device bobsPhone = another(bob);
        bob.asks("send_message", alice.owner().whisper("one")).granted();
        JsonNode two = bob.asks("send_message", alice.owner().whisper("two")).granted();
        ChatRoom chat = new ChatRoom(two.get("chatId").asLong());
        has(alice.owner(), chat, 0, 2);
        alice.hearsWhisper("one");
        alice.hearsWhisper("two");
        reads(alice, chat, 1, 1, 1);
        hearsThatHasRead(bob, alice, chat, 1);
        hearsThatHasRead(bobsPhone, alice, chat, 1);
        JsonNode entry = alice.owner().rest().get("/whispers").ok().get("data").get(0);
        assertEquals("1 1", entry.get("readSeq") + " " + entry.get("unread"));
        JsonNode his = bob.owner().rest().get("/whispers").ok().get("data").get(0);
        assertEquals("2 0", his.get("readSeq") + " " + his.get("unread"));
        assertEquals(
                Trees.object("chatId", chat.id(), "readSeq", 2, "unread", 0, "mentioned", 0),
                alice.owner()
                        .rest()
                        .put(chat.path() + "/read", Trees.object("seq", 2))
                        .ok());
    }

    @Test
    void whatWasDeletedIsNotUnread() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        says(alice, chat, 5);
        reads(bob, chat, 1, 1, 4);
        Stream.of(1, 3, 5).forEach(seq -> alice.does(Change.deletion(), chat, seq));
        has(bob.owner(), chat, 1, 2);
        reads(bob, chat, 3, 3, 1);
        reads(bob, chat, 4, 4, 0);
        has(bob.owner(), chat, 4, 0);
    }

    @Test
    void restDoesTheSameAndShowsHowFarAllHaveRead() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        says(alice, chat, 3);
        assertEquals(
                Trees.object("chatId", chat.id(), "readSeq", 2, "unread", 1, "mentioned", 0),
                bob.owner()
                        .rest()
                        .put(chat.path() + "/read", Trees.object("seq", 2))
                        .ok());
        hearsThatHasRead(bob, bob, chat, 2);
        List<JsonNode> readers = new ArrayList<>();
        alice.owner().rest().get(chat.path() + "/reads").ok().get("data").forEach(readers::add);
        assertEquals(
                List.of(
                        Trees.object("userId", alice.owner().id(), "readSeq", 3),
                        Trees.object("userId", bob.owner().id(), "readSeq", 2)),
                readers);
    }

    @Test
    void whoIsAddedHasReadWhatThereIsAndWhoWasRemovedReadsNothing() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        ChatRoom chat = alice.opensChatWith(bob);
        says(alice, chat, 3);
        alice.asks("add_members", members(chat, carol)).granted();
        JsonNode created = carol.isToldOf(chat);
        assertEquals("3 0", created.get("readSeq") + " " + created.get("unread"));
        has(carol.owner(), chat, 3, 0);
        alice.sends("welcome").to(chat);
        has(carol.owner(), chat, 3, 1);
        reads(carol, chat, 4, 4, 0);
        alice.asks("remove_members", members(chat, carol)).granted();
        carol.asks("read", read(chat, 4)).isRefused("not_a_member");
        carol.owner().rest().get(chat.path() + "/reads").isRefused("not_a_member");
        alice.sends("gone").to(chat);
        assertEquals(
                2,
                alice.owner()
                        .rest()
                        .get(chat.path() + "/reads")
                        .ok()
                        .get("data")
                        .size());
        alice.asks("add_members", members(chat, carol)).granted();
        has(carol.owner(), chat, 5, 0);
    }

    private static JsonNode members(ChatRoom chat, Device who) {
        return Trees.object("chatId", chat.id(), "userIds", List.of(who.owner().id()));
    }

    @Test
    void whereOneSeesOnlyWhatCameAfterOneJoinedThatAloneIsUnread() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = ChatRoom.of(alice.owner()
                .rest()
                .post("/chats", Trees.object("userIds", List.of(alice.owner().id()), "history", "joined"))
                .created());
        says(alice, chat, 4);
        alice.asks("add_members", members(chat, bob)).granted();
        bob.isToldOf(chat);
        has(bob.owner(), chat, 4, 0);
        alice.does(Change.deletion(), chat, 2);
        alice.sends("welcome").to(chat);
        has(bob.owner(), chat, 4, 1);
        reads(bob, chat, 1, 4, 1);
    }

    @Test
    void aNewChatIsUnreadFromItsFirstMessageOn() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        JsonNode created = bob.isToldOf(chat);
        assertEquals("0 0", created.get("readSeq") + " " + created.get("unread"));
        says(alice, chat, 2);
        has(bob.owner(), chat, 0, 2);
    }

    @Test
    void badMarksAreRefused() {
        Device alice = online("alice");
        Device mallory = online("mallory");
        ChatRoom chat = alice.opensChatWith();
        mallory.asks("read", read(chat, 1)).isRefused("not_a_member");
        mallory.asks("read", read(new ChatRoom(2_000_000_000), 1)).isRefused("chat_not_found");
        Object[] wrong = {-1, 1.5, "1", true, null};
        for (Object seq : wrong) {
            alice.asks("read", Trees.object("chatId", chat.id(), "seq", seq)).isRefused("validation_failed");
            alice.owner()
                    .rest()
                    .put(chat.path() + "/read", Trees.object("seq", seq))
                    .isRefused("validation_failed");
        }
        alice.asks("read", Trees.object("chatId", chat.id())).isRefused("validation_failed");
        alice.asks("read", Trees.object("chatId", 0, "seq", 1)).isRefused("validation_failed");
        mallory.owner()
                .rest()
                .put(chat.path() + "/read", Trees.object("seq", 1))
                .isRefused("not_a_member");
        mallory.owner().rest().get(chat.path() + "/reads").isRefused("not_a_member");
        mallory.owner().rest().get("/chats/2000000000/reads").isRefused("chat_not_found");
        mallory.owner()
                .rest()
                .put("/chats/2000000000/read", Trees.object("seq", 1))
                .isRefused("chat_not_found");
        has(alice.owner(), chat, 0, 0);
    }

    @Test
    void somebodyWhoScrollsMayMarkOften() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        says(alice, chat, 1);
        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(bob.requests("read", read(chat, 1)));
        }
        answers.forEach(answer ->
                Shapes.readMark(Patience.await(answer, "a mark is stored").granted()));
    }
}
