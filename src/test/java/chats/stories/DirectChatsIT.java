package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Rest;
import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whispers of two people are a chat, too. */
class DirectChatsIT extends DoorStory {
    private Device alice;
    private Device bob;
    private JsonNode first;
    private ChatRoom chat;

    @Override
    Device online(Person person, String token) {
        return super.online(person, token).isKnown();
    }

    @BeforeEach
    void whisper() {
        alice = online("alice");
        bob = online("bob");
        first = alice.sends("psst").as("1").to(bob);
        bob.hearsWhisper("psst");
        chat = new ChatRoom(first.get("chatId").asLong());
    }

    @Test
    void itIsFoundByItsIdWithBothUsers() {
        JsonNode second = bob.sends("what?").to(alice);
        assertEquals(chat.id(), second.get("chatId").asLong());
        for (Device device : List.of(alice, bob)) {
            JsonNode found = device.owner().looksAt(chat);
            assertEquals(chat, ChatRoom.of(found));
            assertEquals("direct", found.get("kind").asText());
            assertTrue(found.get("name").isNull());
            assertEquals(2, found.get("lastSeq").asInt());
            assertEquals(0, found.get("lastRev").asInt());
            assertEquals(second, found.get("lastMessage"));
            assertEquals(
                    Set.of(alice.owner().user(), bob.owner().user()),
                    Trees.each(found.get("users")).collect(Collectors.toSet()));
            assertEquals(2, found.get("users").size());
            JsonNode conversation = device.owner().rest().get("/whispers").ok().at("/data/0");
            Shapes.exactly(conversation, "user", "lastWhisper", "chatId", "readSeq", "unread");
            assertEquals(chat.id(), conversation.get("chatId").asLong());
        }
    }

    @Test
    void itsHistoryIsThatOfTheWhispers() {
        bob.sends("what?").to(alice);
        alice.owner().posts("nothing", bob.owner());
        for (Device device : List.of(alice, bob)) {
            Device other = device == alice ? bob : alice;
            String with = "/whispers?with=" + other.owner().id();
            for (String query : List.of("", "limit=2", "after=1", "before=3&limit=1")) {
                JsonNode whispers =
                        device.owner().rest().get(with + "&" + query).ok();
                whispers.get("data").forEach(Shapes::whisper);
                assertEquals(whispers, device.owner().reads(chat, query));
            }
            assertEquals(first, device.owner().reads(chat, 1));
            device.owner().rest().get(chat.message(4)).isRefused("message_not_found");
        }
    }

    @Test
    void whatIsSentToItIsAWhisperToTheOther() {
        Device alicesPhone = another(alice);
        Device bobsPhone = another(bob);
        JsonNode sent = alice.sends("by id").to(chat);
        Shapes.whisper(sent);
        assertEquals(2, sent.get("seq").asInt());
        assertEquals(alice.owner().id(), sent.get("from").asLong());
        assertEquals(bob.owner().id(), sent.get("whisperTargetId").asLong());
        for (Device device : List.of(bob, bobsPhone, alicesPhone)) {
            assertEquals(sent, device.hearsWhisper("by id"));
        }
        JsonNode posted = bob.owner().posts("by REST", chat);
        assertEquals(alice.owner().id(), posted.get("whisperTargetId").asLong());
        for (Device device : List.of(alice, alicesPhone, bob, bobsPhone)) {
            assertEquals(posted, device.hearsWhisper("by REST"));
        }
        assertEquals(List.of("seq 3"), alice.heard(chat));
    }

    @Test
    void byUserAndByIdAreOneTarget() {
        JsonNode byUser = Trees.object("whisperTargetId", bob.owner().id(), "message", "psst", "clientMessageId", "1");
        JsonNode byId = chat.message("psst", "1");
        assertEquals(first, alice.asks("send_message", byUser).granted());
        assertEquals(first, alice.asks("send_message", byId).granted());
        assertEquals(first, alice.owner().rest().post("/whispers", byUser).ok());
        assertEquals(first, alice.owner().rest().post(chat.messages(), byId).ok());
        JsonNode second = alice.sends("again").as("2").to(chat);
        assertEquals(second, alice.sends("again").as("2").to(bob));
        JsonNode third = alice.owner()
                .rest()
                .post(chat.messages(), chat.message("more", "3"))
                .created();
        assertEquals(third, alice.sends("more").as("3").to(bob));
        alice.asks("send_message", chat.message("another text", "3")).isRefused("conflict");
        ChatRoom room = alice.opensChatWith(bob);
        assertNotEquals(chat, room);
        alice.asks("send_message", room.message("psst", "1")).isRefused("conflict");
        alice.sends("in the room").as("4").to(room);
        alice.asks("send_message", chat.message("in the room", "4")).isRefused("conflict");
        assertEquals(3, alice.owner().looksAt(chat).get("lastSeq").asInt());
        bob.hearsWhisper("again");
        bob.hearsWhisper("more");
        assertEquals(List.of("seq 1", "seq 2", "seq 3"), bob.heard(chat));
    }

    @Test
    void roomsAreListedAndDirectChatsForWhomAsks() {
        ChatRoom room = alice.opensChatWith(bob);
        ChatRoom quiet = alice.opensChatWith();
        JsonNode hi = bob.sends("hi").to(room);
        JsonNode psst = bob.sends("psst").to(alice);
        Person reader = alice.owner();
        assertEquals(List.of(room, quiet), listed(reader, ""));
        assertEquals(List.of(room, quiet), listed(reader, "?kind=room"));
        assertEquals(List.of(chat), listed(reader, "?kind=direct"));
        assertEquals(List.of(chat, room, quiet), listed(reader, "?kind=all"));
        assertEquals(List.of(room), listed(reader, "?kind=all&page=2&limit=1"));
        assertEquals(List.of(), listed(reader, "?kind=direct&page=2&limit=1"));
        JsonNode all = ChatListIT.page(reader, "?kind=all&limit=2");
        assertEquals(3, all.get("total").asInt());
        assertEquals(psst, all.at("/data/0/lastMessage"));
        assertEquals(hi, all.at("/data/1/lastMessage"));
        assertEquals(reader.looksAt(chat), all.at("/data/0"));
        assertEquals(1, ChatListIT.page(reader, "?kind=direct").get("total").asInt());
        assertEquals(2, ChatListIT.page(reader, "").get("total").asInt());
        JsonNode ho = bob.sends("ho").to(room);
        assertEquals(List.of(room, chat, quiet), listed(reader, "?kind=all"));
        assertEquals(ho, ChatListIT.page(reader, "?kind=all").at("/data/0/lastMessage"));
        for (String kind : List.of("nonsense", "ROOM", "room,direct", "1")) {
            reader.rest().get("/chats?kind=" + kind).isRefused("validation_failed");
        }
    }

    @Test
    void whatHappensIsOnTheListAtOnce() {
        for (int round = 0; round < 5; round++) {
            JsonNode said = bob.owner().posts("round " + round, alice.owner());
            for (Person reader : List.of(alice.owner(), bob.owner())) {
                for (String kind : List.of("direct", "all")) {
                    assertEquals(said, ChatListIT.page(reader, "?kind=" + kind).at("/data/0/lastMessage"));
                }
            }
        }
        Person carol = person("carol");
        assertEquals(List.of(), listed(carol, "?kind=direct"));
        JsonNode hello = carol.posts("hello", alice.owner());
        for (Person reader : List.of(alice.owner(), carol)) {
            for (String kind : List.of("direct", "all")) {
                assertEquals(hello, ChatListIT.page(reader, "?kind=" + kind).at("/data/0/lastMessage"));
            }
        }
    }

    @Test
    void aThirdPersonSeesAndDoesNothing() {
        Device mallory = online("mallory");
        mallory.asks("enter_chat", Trees.object("chatIds", new long[] {chat.id()}))
                .isRefused("not_a_member");
        mallory.asks("send_message", chat.message("let me in")).isRefused("not_a_member");
        Rest rest = mallory.owner().rest();
        rest.post(chat.messages(), Trees.object("message", "let me in")).isRefused("not_a_member");
        for (String path : List.of(chat.path(), chat.messages(), chat.message(1), chat.message(9), chat.changes(""))) {
            rest.get(path).isRefused("not_a_member");
        }
        for (Hand hand : Hand.of(mallory)) {
            for (Change change : List.of(edit("mine"), deletion(), reaction("👍"))) {
                hand.tries(change, chat, 1).isRefused("not_a_member");
            }
        }
        for (Hand hand : Hand.of(bob)) {
            hand.tries(edit("never said"), chat, 1).isRefused("forbidden");
            hand.tries(deletion(), chat, 1).isRefused("forbidden");
        }
        assertEquals(List.of(), listed(mallory.owner(), "?kind=all"));
        assertEquals(1, alice.owner().looksAt(chat).get("lastSeq").asInt());
        assertEquals(0, alice.owner().looksAt(chat).get("lastRev").asInt());
    }

    @Test
    void changesAreHeardByEverySocketOfBothWithoutEnteringAndByNobodyElse() {
        Device alicesPhone = another(alice);
        Device bobsPhone = another(bob);
        Device mallory = online("mallory");
        alicesPhone.enters(chat);
        bobsPhone.enters(chat);
        long rev = 0;
        for (Hand hand : Hand.of(alice)) {
            JsonNode edited = hand.does(edit("hush " + ++rev), chat, 1);
            Shapes.whisper(edited);
            assertTrue(edited.has("editedAt"));
            areHeard(rev, edited, alice, alicesPhone, bob, bobsPhone);
        }
        for (Hand hand : Hand.of(bob)) {
            JsonNode reacted = hand.does(reaction(++rev == 3 ? "👍" : "🎉"), chat, 1);
            areHeard(rev, reacted, alice, alicesPhone, bob, bobsPhone);
        }
        JsonNode deleted = alice.does(deletion(), chat, 1);
        Shapes.whisper(deleted);
        areHeard(5, deleted, alice, alicesPhone, bob, bobsPhone);
        for (Person reader : List.of(alice.owner(), bob.owner())) {
            assertEquals(deleted, reader.reads(chat, 1));
            assertEquals(deleted, reader.looksAt(chat).get("lastMessage"));
            assertEquals(deleted, reader.rest().get("/whispers").ok().at("/data/0/lastWhisper"));
            assertEquals(deleted, reader.findsChanges(chat, "").at("/data/0/message"));
        }
        alice.sends("for mallory").to(mallory);
        mallory.hearsWhisper("for mallory");
        assertEquals(List.of(), mallory.heard(chat));
    }

    @Test
    void onesOwnNotesChangeToo() {
        Device phone = another(alice);
        ChatRoom notes =
                new ChatRoom(alice.sends("note").to(alice).get("chatId").asLong());
        phone.hearsWhisper("note");
        JsonNode found = alice.owner().looksAt(notes);
        assertEquals("direct", found.get("kind").asText());
        assertEquals(Trees.of(List.of(alice.owner().user())), found.get("users"));
        assertEquals(List.of(notes, chat), listed(alice.owner(), "?kind=direct"));
        alice.sends("by id").to(notes);
        phone.hearsWhisper("by id");
        JsonNode edited = alice.does(edit("better note"), notes, 1);
        areHeard(1, 2, edited, alice, phone);
        JsonNode reacted = phone.owner().does(reaction("👍"), notes, 1);
        areHeard(2, 2, reacted, alice, phone);
        JsonNode deleted = phone.does(deletion(), notes, 2);
        areHeard(3, 2, deleted, alice, phone);
        assertEquals(List.of("seq 1", "seq 2", "rev 1", "rev 2", "rev 3"), phone.heard(notes));
        assertEquals(List.of("rev 1", "rev 2", "rev 3"), alice.heard(notes));
        bob.asks("enter_chat", Trees.object("chatIds", new long[] {notes.id()})).isRefused("not_a_member");
    }

    @Test
    void enteringWithCursorsReplaysItAnewAndLeavingChangesNothing() {
        bob.sends("what?").to(alice);
        JsonNode edited = alice.does(edit("hush"), chat, 1);
        bob.hearsChange(1, 2, edited);
        JsonNode acknowledged = Trees.of(List.of(Map.of("chatId", chat.id(), "lastSeq", 2, "lastRev", 1)));
        assertEquals(acknowledged, bob.enters(chat));
        assertEquals(acknowledged, bob.entersAfter(0, chat));
        bob.hearsWhisper("hush");
        bob.hearsWhisper("what?");
        assertEquals(acknowledged, bob.entersAfter(1, 0, chat));
        bob.hearsTheEndOfTheReplay(chat, 2, 1);
        bob.hearsWhisper("what?");
        bob.hearsChange(1, 2, edited);
        assertEquals(
                Trees.of(List.of(Map.of("chatId", chat.id()))),
                bob.asks("leave_chat", Trees.object("chatIds", new long[] {chat.id()}))
                        .granted());
        alice.sends("still there?").to(bob);
        bob.hearsWhisper("still there?");
        bob.hearsChange(2, 3, alice.does(reaction("👍"), chat, 1));
        assertEquals(
                List.of("seq 1", "rev 1", "seq 1", "seq 2", "seq 2", "rev 1", "replayed", "seq 3", "rev 2"),
                bob.heard(chat));
    }

    private static void areHeard(long rev, JsonNode message, Device... devices) {
        areHeard(rev, 1, message, devices);
    }

    private static void areHeard(long rev, long afterSeq, JsonNode message, Device... devices) {
        for (Device device : devices) {
            device.hearsChange(rev, afterSeq, message);
        }
    }

    private static List<ChatRoom> listed(Person person, String query) {
        return Trees.each(ChatListIT.page(person, query).get("data"))
                .map(ChatRoom::of)
                .toList();
    }
}
