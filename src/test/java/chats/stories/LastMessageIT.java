package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last message of a chat is as it is now, on lists that were read before, too. */
class LastMessageIT extends Story {
    @Test
    void whatChangesIsOnTheListAtOnce() {
        Person alice = person("alice");
        Person bob = person("bob");
        ChatRoom older = alice.opensChatWith(bob);
        JsonNode expected = alice.posts("first of older", older);
        ChatRoom chat = alice.opensChatWith(bob);
        alice.posts("one", chat);
        isShown(alice.posts("two", chat), 0, chat, alice, bob);
        long rev = 0;
        for (Change change : List.of(edit("two!"), reaction("👍"), edit("two?"), withdrawal("👍"), deletion())) {
            isShown(alice.does(change, chat, 2), ++rev, chat, alice, bob);
        }
        JsonNode deleted = alice.reads(chat, 2);
        alice.does(edit("first"), chat, 1);
        isShown(deleted, ++rev, chat, alice, bob);
        isShown(bob.posts("three", chat), rev, chat, alice, bob);
        isShown(bob.does(deletion(), chat, 3), ++rev, chat, alice, bob);
        JsonNode list = ChatListIT.page(bob, "");
        assertEquals(expected, list.at("/data/1/lastMessage"));
        JsonNode edited = alice.does(edit("last of older"), older, 1);
        assertEquals(edited, ChatListIT.page(bob, "").at("/data/1/lastMessage"));
        assertEquals(1, ChatListIT.page(bob, "").at("/data/1/lastRev").asInt());
    }

    @Test
    void whatChangesOfAWhisperIsOnTheListsAtOnce() {
        Person alice = person("alice");
        Person bob = person("bob");
        ChatRoom chat = new ChatRoom(alice.posts("psst", bob).get("chatId").asLong());
        for (Change change : List.of(edit("hush"), reaction("👍"), deletion())) {
            JsonNode changed = alice.does(change, chat, 1);
            for (Person reader : List.of(alice, bob)) {
                assertEquals(changed, reader.looksAt(chat).get("lastMessage"));
                assertEquals(changed, ChatListIT.page(reader, "?kind=direct").at("/data/0/lastMessage"));
                assertEquals(changed, ChatListIT.page(reader, "?kind=all").at("/data/0/lastMessage"));
                assertEquals(changed, reader.rest().get("/whispers").ok().at("/data/0/lastWhisper"));
            }
        }
    }

    /** While many look at their lists, and the list is kept for them. */
    @Test
    void manyRoundsOfChangesAndLooks() {
        Person alice = person("alice");
        Person bob = person("bob");
        List<ChatRoom> chats = List.of(alice.opensChatWith(bob), alice.opensChatWith(bob), alice.opensChatWith(bob));
        chats.forEach(chat -> alice.posts("start", chat));
        for (int round = 0; round < 20; round++) {
            ChatRoom chat = chats.get(round % 3);
            JsonNode edited = alice.does(edit("round " + round), chat, 1);
            for (Person reader : List.of(alice, bob)) {
                for (JsonNode listed : ChatListIT.page(reader, "").get("data")) {
                    if (listed.get("id").asLong() == chat.id()) {
                        assertEquals(edited, listed.get("lastMessage"));
                    }
                }
            }
        }
    }

    private static void isShown(JsonNode message, long rev, ChatRoom chat, Person... readers) {
        for (Person reader : readers) {
            JsonNode found = reader.looksAt(chat);
            assertEquals(message, found.get("lastMessage"));
            assertEquals(rev, found.get("lastRev").asLong());
            ObjectNode listed = ChatListIT.page(reader, "").get("data").get(0).deepCopy();
            assertEquals(found, listed);
        }
    }
}
