package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that is sent again with its {@code clientMessageId} after it was changed. */
class ResentAfterChangesIT extends DoorStory {
    private Device alice;
    private Device bob;
    private ChatRoom chat;
    private ChatRoom other;

    @BeforeEach
    void talk() {
        alice = online("alice");
        bob = online("bob");
        chat = alice.opensChatWith(bob);
        other = alice.opensChatWith(bob);
        alice.sends("hi").as("1").to(chat);
        bob.enters(chat);
    }

    @Test
    void afterAnEditItIsAnsweredAsItIsNow() {
        for (String text : List.of("hello", "good morning", "hi", "good evening")) {
            JsonNode edited = alice.does(edit(text), chat, 1);
            assertIsAnswered(edited, "hi");
            assertIsAConflict(chat.message("good evening", "1"));
            assertIsAConflict(chat.message("hello", "1"));
            assertIsAConflict(other.message("hi", "1"));
            assertIsAConflict(whisper("hi"));
        }
        nothingMoreIsHeard(4);
    }

    @Test
    void afterAReactionItIsAnsweredAsItIsNow() {
        JsonNode reacted = bob.does(reaction("👍"), chat, 1);
        assertIsAnswered(reacted, "hi");
        assertIsAConflict(chat.message("hello", "1"));
        nothingMoreIsHeard(1);
    }

    @Test
    void afterADeletionItIsAnsweredWhateverTheText() {
        alice.does(edit("hello"), chat, 1);
        JsonNode deleted = alice.does(deletion(), chat, 1);
        for (String text : List.of("hi", "hello", "something else")) {
            assertIsAnswered(deleted, text);
            assertIsAConflict(other.message(text, "1"));
            assertIsAConflict(whisper(text));
        }
        nothingMoreIsHeard(2);
    }

    @Test
    void whoNeverEditedAndDeletesIsAnsweredLikewise() {
        JsonNode deleted = alice.owner().does(deletion(), chat, 1);
        assertIsAnswered(deleted, "hi");
        assertIsAnswered(deleted, "hello");
        assertIsAConflict(other.message("hi", "1"));
        nothingMoreIsHeard(1);
    }

    @Test
    void aWhisperIsAnsweredLikewise() {
        JsonNode whisper = alice.sends("psst").as("2").to(bob);
        ChatRoom direct = new ChatRoom(whisper.get("chatId").asLong());
        JsonNode edited = alice.does(edit("hush"), direct, 1);
        assertEquals(edited, alice.asks("send_message", whisper("psst", "2")).granted());
        assertEquals(
                edited,
                alice.owner().rest().post("/whispers", whisper("psst", "2")).ok());
        assertEquals(
                edited, alice.asks("send_message", direct.message("psst", "2")).granted());
        assertIsAConflict(whisper("hush", "2"));
        JsonNode deleted = alice.does(deletion(), direct, 1);
        assertEquals(deleted, alice.asks("send_message", whisper("hush", "2")).granted());
        assertEquals(
                deleted,
                alice.owner().rest().post("/whispers", whisper("psst", "2")).ok());
        assertIsAConflict(chat.message("psst", "2"));
        assertIsAConflict(
                Trees.object("whisperTargetId", alice.owner().id(), "message", "psst", "clientMessageId", "2"));
    }

    @Test
    void withoutWaitingItIsAnsweredAsItIsByThen() {
        for (int i = 0; i < 10; i++) {
            long seq = 2L * i + 2;
            String id = "fast " + i;
            CompletableFuture<Frame> sent = alice.requests("send_message", chat.message("fast", id));
            alice.requests(edit("edited"), chat, seq);
            CompletableFuture<Frame> again = alice.requests("send_message", chat.message("fast", id));
            CompletableFuture<Frame> other = alice.requests("send_message", chat.message("edited", id));
            alice.requests("send_message", chat.message("between"));
            Patience.await(other, "an answer").isRefused("conflict");
            assertEquals(
                    seq, Patience.await(sent, "an answer").granted().get("seq").asLong());
            assertEquals(
                    "edited",
                    Patience.await(again, "an answer").granted().get("message").asText());
            alice.requests(deletion(), chat, seq);
            CompletableFuture<Frame> last = alice.requests("send_message", chat.message("whatever", id));
            assertEquals(
                    "",
                    Patience.await(last, "an answer").granted().get("message").asText());
        }
        assertEquals(21, alice.owner().looksAt(chat).get("lastSeq").asInt());
        assertEquals(20, alice.owner().looksAt(chat).get("lastRev").asInt());
    }

    private void assertIsAnswered(JsonNode message, String text) {
        assertEquals(
                message, alice.asks("send_message", chat.message(text, "1")).granted());
        assertEquals(
                message,
                alice.owner()
                        .rest()
                        .post(chat.messages(), chat.message(text, "1"))
                        .ok());
    }

    private void assertIsAConflict(JsonNode message) {
        alice.asks("send_message", message).isRefused("conflict");
        if (message.has("chatId")) {
            String path = "/chats/" + message.get("chatId") + "/messages";
            alice.owner().rest().post(path, message).isRefused("conflict");
        } else {
            alice.owner().rest().post("/whispers", message).isRefused("conflict");
        }
    }

    private JsonNode whisper(String text) {
        return whisper(text, "1");
    }

    private JsonNode whisper(String text, String id) {
        return Trees.object("whisperTargetId", bob.owner().id(), "message", text, "clientMessageId", id);
    }

    private void nothingMoreIsHeard(int revs) {
        alice.sends("next").to(chat);
        bob.hears("next");
        assertEquals(revs + 1, bob.heard(chat).size(), () -> "heard: " + bob.heard(chat));
        assertEquals(revs, alice.owner().looksAt(chat).get("lastRev").asInt());
        assertEquals(2, alice.owner().looksAt(chat).get("lastSeq").asInt());
    }
}
