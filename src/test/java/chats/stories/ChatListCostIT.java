package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Counts all statements of the stage, so nobody else is on it meanwhile. */
@ResourceLock(Stage.LOCK)
class ChatListCostIT extends Story {
    /** Of a few tries on a busy machine none may be without a statement from the background. */
    private static final int TRIES = 20;

    @Test
    void aPageCostsTheSameFewStatementsHoweverMuchIsOnIt() {
        Person loner = person("loner");
        ChatRoom lonely = loner.opensChatWith();
        Person alice = person("alice");
        Person[] friends =
                IntStream.range(0, 9).mapToObj(i -> person("friend" + i)).toArray(Person[]::new);
        List<ChatRoom> chats = IntStream.range(0, 10)
                .mapToObj(i -> alice.opensChatWith(friends))
                .toList();
        long few = stage().statements().fewestOf(TRIES, () -> {
            loner.posts("hello?", lonely);
            ChatListIT.page(loner, "");
        });
        long many = stage().statements().fewestOf(TRIES, () -> {
            chats.forEach(chat -> friends[0].posts("hi", chat));
            JsonNode page = ChatListIT.page(alice, "?limit=10");
            assertEquals(10, page.get("data").size());
            for (JsonNode chat : page.get("data")) {
                assertEquals(10, chat.get("users").size());
                assertEquals("hi", chat.get("lastMessage").get("message").asText());
            }
        });
        long posting = stage().statements().fewestOf(TRIES, () -> loner.posts("hello?", lonely));
        assertEquals(few - posting, many - 10 * posting);
        assertTrue(
                few > posting && few - posting <= 10, () -> few + " statements, " + posting + " of them for posting");
    }
}
