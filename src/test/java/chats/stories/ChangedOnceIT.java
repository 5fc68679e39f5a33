package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said or asked for again changes nothing, takes no rev and is heard by nobody. */
class ChangedOnceIT extends DoorStory {
    private Device alice;
    private Device bob;
    private ChatRoom chat;
    private long revs;

    @BeforeEach
    void talk() {
        alice = online("alice");
        bob = online("bob");
        chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("one").to(chat);
        alice.sends("two").to(chat);
        revs = 0;
    }

    /** Each change was heard once, and no more. */
    @AfterEach
    void onlyWhatChangedSomethingWasHeard() {
        JsonNode last = alice.does(edit("the end"), chat, 2);
        List<String> expected = new ArrayList<>(List.of("seq 1", "seq 2"));
        for (long rev = 1; rev <= revs + 1; rev++) {
            expected.add("rev " + rev);
        }
        JsonNode change = bob.hearsChange();
        while (!change.get("message").equals(last)) {
            change = bob.hearsChange();
        }
        assertEquals(expected, bob.heard(chat));
        assertEquals(revs + 1, alice.owner().looksAt(chat).get("lastRev").asLong());
    }

    @Test
    void theTextThatItHasIsNoEdit() {
        for (Hand hand : Hand.of(alice)) {
            JsonNode message = alice.owner().reads(chat, 1);
            assertEquals(message, hand.does(edit(message.get("message").asText()), chat, 1));
            JsonNode edited = changed(hand.does(edit("new " + revs), chat, 1));
            assertEquals(edited, hand.does(edit(edited.get("message").asText()), chat, 1));
        }
        assertFalse(alice.does(edit("two"), chat, 2).has("editedAt"));
    }

    @Test
    void textsThatLookAlikeAreNotTheSame() {
        for (String text : List.of("One", "one ", " one", "e\u0301", "\u00e9", "\uFEFF\u00e9")) {
            for (Hand hand : Hand.of(alice)) {
                String id = "as " + text;
                if (hand == alice) {
                    changed(hand.does(edit(text).as(id), chat, 1));
                }
                assertEquals(
                        text,
                        hand.does(edit(text).as(id), chat, 1).get("message").asText());
                hand.tries(edit(text + " ").as(id), chat, 1).isRefused("conflict");
            }
        }
    }

    @Test
    void whatIsDeletedStaysAsItWasDeleted() {
        JsonNode deleted = changed(alice.does(deletion(), chat, 1));
        for (Hand hand : Hand.of(alice)) {
            assertEquals(deleted, hand.does(deletion(), chat, 1));
        }
    }

    @Test
    void eachReactsWithAnEmojiOnce() {
        JsonNode before = alice.owner().reads(chat, 1);
        for (Hand hand : Hand.of(bob)) {
            assertEquals(before, hand.does(withdrawal("👍"), chat, 1));
        }
        JsonNode reacted = changed(bob.does(reaction("👍"), chat, 1));
        for (Hand hand : Hand.of(bob)) {
            assertEquals(reacted, hand.does(reaction("👍"), chat, 1));
            assertEquals(reacted, hand.does(withdrawal("🎉"), chat, 1));
        }
        assertEquals(before, changed(bob.owner().does(withdrawal("👍"), chat, 1)));
        for (Hand hand : Hand.of(bob)) {
            assertEquals(before, hand.does(withdrawal("👍"), chat, 1));
        }
    }

    @Test
    void anEditThatIsResentAfterAnotherChangesNothing() {
        changed(alice.does(edit("first").as("1"), chat, 1));
        JsonNode second = changed(alice.owner().does(edit("second").as("2"), chat, 1));
        for (Hand hand : Hand.of(alice)) {
            assertEquals(second, hand.does(edit("first").as("1"), chat, 1));
            assertEquals(second, hand.does(edit("second").as("2"), chat, 1));
        }
        JsonNode third = changed(another(alice).does(edit("first"), chat, 1));
        assertEquals(third, alice.does(edit("second").as("2"), chat, 1));
        JsonNode fourth = changed(alice.does(edit("second").as("4"), chat, 1));
        assertEquals(fourth, alice.owner().does(edit("first").as("1"), chat, 1));
    }

    /** Although it changed nothing when it came first. */
    @Test
    void anEditToTheTextThatItHadIsRememberedToo() {
        JsonNode message = alice.owner().reads(chat, 1);
        assertEquals(message, alice.does(edit("one").as("1"), chat, 1));
        JsonNode edited = changed(alice.does(edit("another"), chat, 1));
        for (Hand hand : Hand.of(alice)) {
            assertEquals(edited, hand.does(edit("one").as("1"), chat, 1));
            hand.tries(edit("something else").as("1"), chat, 1).isRefused("conflict");
        }
    }

    @Test
    void anotherTextOrMessageUnderThatIdIsAConflict() {
        ChatRoom other = alice.opensChatWith(bob);
        alice.sends("one").to(other);
        changed(alice.does(edit("new").as("1"), chat, 1));
        for (Hand hand : Hand.of(alice)) {
            hand.tries(edit("other").as("1"), chat, 1).isRefused("conflict");
            hand.tries(edit("one").as("1"), chat, 1).isRefused("conflict");
            hand.tries(edit("new").as("1"), chat, 2).isRefused("conflict");
            hand.tries(edit("two").as("1"), chat, 2).isRefused("conflict");
            hand.tries(edit("new").as("1"), other, 1).isRefused("conflict");
        }
        assertEquals(0, alice.owner().looksAt(other).get("lastRev").asLong());
    }

    @Test
    void aKnownEditOfADeletedMessageIsAnsweredAsItIsNow() {
        changed(alice.does(edit("new").as("1"), chat, 1));
        JsonNode deleted = changed(alice.does(deletion(), chat, 1));
        for (Hand hand : Hand.of(alice)) {
            assertEquals(deleted, hand.does(edit("new").as("1"), chat, 1));
            assertEquals(
                    deleted, hand.does(edit("nothing is kept to compare with").as("1"), chat, 1));
            hand.tries(edit("new").as("1"), chat, 2).isRefused("conflict");
            hand.tries(edit("new").as("2"), chat, 1).isRefused("conflict");
            hand.tries(edit("new"), chat, 1).isRefused("conflict");
        }
    }

    @Test
    void anIdIsItsUsersOwnAndNotThatOfAMessage() {
        ChatRoom other = alice.opensChatWith(bob);
        alice.sends("of alice").as("1").to(other);
        bob.sends("of bob").as("1").to(other);
        assertEquals(
                "new", alice.does(edit("new").as("1"), other, 1).get("message").asText());
        assertEquals(
                "new", bob.does(edit("new").as("1"), other, 2).get("message").asText());
        assertEquals("1", alice.owner().reads(other, 1).get("clientMessageId").asText());
    }

    @Test
    void whatWasRefusedUsesNoId() {
        ChatRoom other = alice.opensChatWith(bob);
        alice.sends("of alice").to(other);
        bob.sends("of bob").to(other);
        for (Hand hand : Hand.of(alice)) {
            hand.tries(edit("new").as("1"), other, 2).isRefused("forbidden");
            hand.tries(edit(" ").as("1"), other, 1).isRefused("validation_failed");
            hand.tries(edit("new").as("1"), other, 9).isRefused("message_not_found");
        }
        assertEquals(
                "new", alice.does(edit("new").as("1"), other, 1).get("message").asText());
    }

    /** What is asked for without waiting may be stored in one go, and counts one after the other all the same. */
    @Test
    void inOneGoEachCountsAfterTheOneBefore() {
        ChatRoom other = alice.opensChatWith(bob);
        List<CompletableFuture<Frame>> granted = new ArrayList<>();
        List<CompletableFuture<Frame>> refused = new ArrayList<>();
        for (int seq = 1; seq <= 20; seq += 2) {
            String id = "go " + seq;
            alice.requests("send_message", other.message("one"));
            alice.requests("send_message", other.message("two"));
            granted.add(alice.requests(edit("one").as(id + " first"), other, seq));
            granted.add(alice.requests(edit("a").as(id), other, seq));
            granted.add(alice.requests(edit("a"), other, seq));
            granted.add(alice.requests(edit("b"), other, seq));
            granted.add(alice.requests(edit("a").as(id), other, seq));
            granted.add(alice.requests(edit("one").as(id + " first"), other, seq));
            refused.add(alice.requests(edit("c").as(id), other, seq));
            refused.add(alice.requests(edit("a").as(id), other, seq + 1));
            granted.add(alice.requests(reaction("👍"), other, seq));
            granted.add(alice.requests(reaction("👍"), other, seq));
            granted.add(alice.requests(withdrawal("🎉"), other, seq));
            granted.add(alice.requests(deletion(), other, seq + 1));
            granted.add(alice.requests(deletion(), other, seq + 1));
            refused.add(alice.requests(reaction("👍"), other, seq + 1));
        }
        granted.forEach(answer -> Patience.await(answer, "an answer").granted());
        refused.forEach(answer -> Patience.await(answer, "an answer").isRefused("conflict"));
        assertEquals(40, alice.owner().looksAt(other).get("lastRev").asInt());
        for (int seq = 1; seq <= 20; seq += 2) {
            JsonNode message = alice.owner().reads(other, seq);
            assertEquals("b", message.get("message").asText());
            assertEquals(1, message.get("reactions").size());
            assertEquals("", alice.owner().reads(other, seq + 1).get("message").asText());
        }
    }

    @Test
    void aKnownEditIsAnsweredAfterTheDeletionInTheSameGo() {
        ChatRoom other = alice.opensChatWith(bob);
        for (int seq = 1; seq <= 10; seq++) {
            String id = "gone " + seq;
            alice.requests("send_message", other.message("one", id));
            alice.requests(edit("a").as(id), other, seq);
            alice.requests(deletion(), other, seq);
            CompletableFuture<Frame> edited = alice.requests(edit("a").as(id), other, seq);
            CompletableFuture<Frame> whatever = alice.requests(edit("b").as(id), other, seq);
            CompletableFuture<Frame> sent = alice.requests("send_message", other.message("whatever", id));
            CompletableFuture<Frame> refused = alice.requests(edit("a").as("other " + id), other, seq);
            JsonNode deleted = Patience.await(edited, "an answer").granted();
            assertEquals("", deleted.get("message").asText());
            assertEquals(deleted, Patience.await(whatever, "an answer").granted());
            assertEquals(deleted, Patience.await(sent, "an answer").granted());
            Patience.await(refused, "an answer").isRefused("conflict");
        }
        assertEquals(20, alice.owner().looksAt(other).get("lastRev").asInt());
        assertEquals(10, alice.owner().looksAt(other).get("lastSeq").asInt());
    }

    @Test
    void ofManyAtOnceUnderOneIdExactlyOneChangesTheMessage() {
        List<Device> sockets = List.of(alice, another(alice), another(alice));
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            for (Device socket : sockets) {
                answers.add(socket.requests(edit("new").as("1"), chat, 1).thenApply(Frame::granted));
            }
            answers.add(CompletableFuture.supplyAsync(
                    () -> alice.owner().does(edit("new").as("1"), chat, 1)));
        }
        JsonNode edited = changed(Patience.await(answers.get(0), "an answer"));
        answers.forEach(answer -> assertEquals(edited, Patience.await(answer, "an answer")));
    }

    @Test
    void ofDifferentTextsUnderOneIdAtOnceExactlyOneIsTaken() {
        Device phone = another(alice);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Frame> here = alice.requests(edit("here " + i).as("id " + i), chat, 1);
            CompletableFuture<Frame> there = phone.requests(edit("there " + i).as("id " + i), chat, 1);
            List<Frame> answers = List.of(Patience.await(here, "an answer"), Patience.await(there, "an answer"));
            Frame refused = answers.get(0).event().equals("exception") ? answers.get(0) : answers.get(1);
            refused.isRefused("conflict");
            changed(answers.get(1 - answers.indexOf(refused)).granted());
        }
    }

    private JsonNode changed(JsonNode message) {
        revs++;
        return message;
    }
}
