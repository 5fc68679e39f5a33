package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an edit, a deletion and a reaction make of a message, and who hears of it. */
class ChangesIT extends DoorStory {
    @Test
    void anEditIsTheSameValueWhereverItShows() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.enters(chat);
        bob.enters(chat);
        ObjectNode expected = alice.sends("hi").as("greeting").to(chat).deepCopy();
        long rev = 0;
        for (Hand hand : Hand.of(alice)) {
            JsonNode edited = hand.does(edit("hello " + ++rev), chat, 1);
            JsonNode time = edited.get("editedAt");
            expected.put("message", "hello " + rev).set("editedAt", time);
            assertEquals(expected, edited);
            assertTrue(time.asText().compareTo(edited.get("createdAt").asText()) >= 0, edited::toString);
            isKnown(alice, bob, chat, rev, edited);
        }
    }

    @Test
    void aDeletionLeavesThePlaceAlone() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        long seq = 0;
        for (Hand hand : Hand.of(alice)) {
            JsonNode sent = alice.sends("secret").as("id " + ++seq).to(chat);
            alice.does(edit("great secret"), chat, seq);
            bob.does(reaction("👍"), chat, seq);
            alice.enters(chat);
            bob.enters(chat);
            JsonNode deleted = hand.does(deletion(), chat, seq);
            ObjectNode expected = sent.deepCopy();
            expected.put("message", "").set("deletedAt", deleted.get("deletedAt"));
            assertEquals(expected, deleted);
            isKnown(alice, bob, chat, 3 * seq, deleted);
            alice.leaves(chat);
            bob.leaves(chat);
        }
        assertEquals(3, alice.sends("next").to(chat).get("seq").asInt());
        assertEquals(3, bob.owner().reads(chat, "").get("data").size());
    }

    @Test
    void reactionsAreInTheOrderOfTheirFirstUse() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.enters(chat);
        bob.enters(chat);
        ObjectNode message = alice.sends("hi").to(chat).deepCopy();
        long alices = alice.owner().id();
        long bobs = bob.owner().id();

        JsonNode reacted = bob.does(reaction("👍"), chat, 1);
        assertEquals(with(message, Map.of("emoji", "👍", "userIds", List.of(bobs))), reacted);
        isKnown(alice, bob, chat, 1, reacted);

        reacted = alice.owner().does(reaction("🎉"), chat, 1);
        isKnown(alice, bob, chat, 2, reacted);
        reacted = alice.does(reaction("👍"), chat, 1);
        assertEquals(
                with(
                        message,
                        Map.of("emoji", "👍", "userIds", List.of(bobs, alices)),
                        Map.of("emoji", "🎉", "userIds", List.of(alices))),
                reacted);
        isKnown(alice, bob, chat, 3, reacted);

        reacted = bob.owner().does(withdrawal("👍"), chat, 1);
        assertEquals(
                with(
                        message,
                        Map.of("emoji", "👍", "userIds", List.of(alices)),
                        Map.of("emoji", "🎉", "userIds", List.of(alices))),
                reacted);
        isKnown(alice, bob, chat, 4, reacted);

        alice.owner().does(withdrawal("👍"), chat, 1);
        isKnown(alice, bob, chat, 5, with(message, Map.of("emoji", "🎉", "userIds", List.of(alices))));
        assertEquals(message, alice.does(withdrawal("🎉"), chat, 1));
        isKnown(alice, bob, chat, 6, message);
    }

    @Test
    void anEditKeepsTheReactions() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.sends("hi").to(chat);
        JsonNode reactions = alice.does(reaction("👍"), chat, 1).get("reactions");
        assertEquals(reactions, alice.does(edit("hello"), chat, 1).get("reactions"));
        assertEquals(reactions, alice.owner().does(edit("hello!"), chat, 1).get("reactions"));
        JsonNode time = alice.owner().reads(chat, 1).get("editedAt");
        assertEquals(time, alice.does(reaction("🎉"), chat, 1).get("editedAt"), "a reaction is no edit");
    }

    @Test
    void everySocketInTheChatHearsAChangeAndNoOther() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        Device bob = online("bob");
        Device outside = another(bob);
        Device left = online("carol");
        ChatRoom chat = alice.opensChatWith(bob, left);
        alice.sends("hi").to(chat);
        for (Device device : new Device[] {alice, alicesPhone, bob, left}) {
            device.enters(chat);
        }
        left.leaves(chat);
        long rev = 0;
        for (Hand hand : List.of(alice, alice.owner())) {
            JsonNode edited = hand.does(edit("hello " + ++rev), chat, 1);
            for (Device device : new Device[] {alice, alicesPhone, bob}) {
                device.hearsChange(rev, 1, edited);
            }
        }
        outside.enters(chat);
        left.enters(chat);
        JsonNode reacted = outside.does(reaction("👍"), chat, 1);
        for (Device device : new Device[] {alice, alicesPhone, bob, outside, left}) {
            device.hearsChange(3, 1, reacted);
        }
        JsonNode deleted = alice.does(deletion(), chat, 1);
        for (Device device : new Device[] {alice, alicesPhone, bob, outside, left}) {
            device.hearsChange(4, 1, deleted);
        }
    }

    @Test
    void whoChangesSomethingNeedNotHaveEnteredAndThenHearsNothing() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("hi").to(chat);
        alice.does(edit("hello"), chat, 1);
        alice.does(reaction("👍"), chat, 1);
        alice.does(deletion(), chat, 1);
        bob.hearsChange();
        bob.hearsChange();
        bob.hearsChange();
        assertEquals(List.of("seq 1", "rev 1", "rev 2", "rev 3"), bob.heard(chat));
        alice.enters(chat);
        bob.sends("next").to(chat);
        alice.hears("next");
        assertEquals(List.of("seq 2"), alice.heard(chat));
    }

    @Test
    void aChangeIsBehindTheMessageThatWasTheLastOneThen() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("one").to(chat);
        alice.sends("two").to(chat);
        JsonNode one = alice.does(edit("first"), chat, 1);
        alice.sends("three").to(chat);
        JsonNode two = bob.owner().does(reaction("👍"), chat, 2);
        JsonNode again = alice.owner().does(edit("the first"), chat, 1);
        alice.sends("four").to(chat);
        bob.hearsChange(1, 2, one);
        bob.hearsChange(2, 3, two);
        bob.hearsChange(3, 3, again);
        bob.hears("one", "two", "three", "four");
        assertEquals(List.of("seq 1", "seq 2", "rev 1", "seq 3", "rev 2", "rev 3", "seq 4"), bob.heard(chat));
    }

    @Test
    void eachChatCountsItsOwn() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        ChatRoom other = alice.opensChatWith();
        alice.enters(chat, other);
        alice.sends("hi").to(chat);
        alice.sends("ho").to(other);
        JsonNode message = alice.does(edit("hello"), chat, 1);
        alice.hearsChange(1, 1, message);
        message = alice.does(reaction("👍"), other, 1);
        alice.hearsChange(1, 1, message);
        message = alice.does(reaction("👍"), chat, 1);
        alice.hearsChange(2, 1, message);
        assertEquals(
                Trees.of(List.of(
                        Map.of("chatId", chat.id(), "lastSeq", 1, "lastRev", 2),
                        Map.of("chatId", other.id(), "lastSeq", 1, "lastRev", 1))),
                alice.enters(chat, other));
    }

    @Test
    void whatOneSocketSaysWithoutWaitingTakesEffectInThatOrder() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("start").to(chat);
        List<String> expected = new ArrayList<>(List.of("seq 1"));
        for (int i = 1; i <= 30; i++) {
            alice.requests(edit("edit " + i), chat, 1);
            alice.requests("send_message", chat.message("message " + i));
            alice.requests(edit("it was message " + i), chat, i + 1);
            expected.addAll(List.of("rev " + (2 * i - 1), "seq " + (i + 1), "rev " + 2 * i));
        }
        alice.requests(deletion(), chat, 1);
        alice.requests(edit("too late"), chat, 1);
        expected.add("rev 61");
        for (int i = 1; i <= 30; i++) {
            assertEquals("edit " + i, bob.hearsChange().at("/message/message").asText());
            assertEquals(
                    "it was message " + i,
                    bob.hearsChange().at("/message/message").asText());
        }
        assertTrue(bob.hearsChange().get("message").has("deletedAt"));
        assertEquals(expected, bob.heard(chat));
        alice.tries(edit("too late"), chat, 1).isRefused("conflict");
    }

    @Test
    void whatWasNotSaidBeforeIsNotChanged() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        for (int seq = 1; seq <= 20; seq++) {
            List<CompletableFuture<Frame>> early = new ArrayList<>();
            for (Change change : List.of(edit("too early"), reaction("👍"), deletion())) {
                early.add(alice.requests(change, chat, seq));
            }
            CompletableFuture<Frame> sent = alice.requests("send_message", chat.message("message " + seq));
            for (CompletableFuture<Frame> answer : early) {
                Patience.await(answer, "an answer").isRefused("message_not_found");
            }
            Patience.await(sent, "an answer").granted();
            bob.hears("message " + seq);
        }
        assertEquals(0, alice.owner().looksAt(chat).get("lastRev").asInt());
    }

    @Test
    void aChangeWithoutIdIsNotAnswered() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.sends("hi").to(chat);
        alice.enters(chat);
        for (Change change : List.of(edit("hello"), reaction("👍"), deletion())) {
            alice.tells(change.event(), change.of(chat, 1));
            alice.hearsChange();
        }
        alice.tells("edit_message", edit("too late").of(chat, 1));
        alice.isRefused("conflict");
        assertTrue(alice.inbox().all().stream()
                .filter(frame -> frame.id().isEmpty())
                .allMatch(frame ->
                        List.of("chat_created", "message_changed", "exception").contains(frame.event())));
    }

    @Test
    void aChangeDoesNotMoveItsChat() {
        Person alice = person("alice");
        ChatRoom older = alice.opensChatWith();
        alice.posts("hi", older);
        ChatRoom newer = alice.opensChatWith();
        JsonNode before = alice.looksAt(older).get("updatedAt");
        for (Change change : List.of(edit("hello"), reaction("👍"), deletion())) {
            alice.does(change, older, 1);
            assertEquals(before, alice.looksAt(older).get("updatedAt"));
            assertEquals(
                    newer, ChatRoom.of(ChatListIT.page(alice, "").get("data").get(0)));
        }
    }

    /** That change is heard by both, and the message is the same by every way to read it. */
    private static void isKnown(Device asking, Device other, ChatRoom chat, long rev, JsonNode message) {
        long seq = message.get("seq").asLong();
        asking.hearsChange(rev, seq, message);
        other.hearsChange(rev, seq, message);
        Person reader = other.owner();
        assertEquals(message, reader.reads(chat, seq));
        JsonNode history = reader.reads(chat, "");
        assertEquals(message, history.get("data").get((int) seq - 1));
        JsonNode found = reader.looksAt(chat);
        assertEquals(message, found.get("lastMessage"));
        assertEquals(rev, found.get("lastRev").asLong());
        JsonNode changes = reader.findsChanges(chat, "after=" + (rev - 1));
        assertEquals(1, changes.get("data").size());
        assertEquals(message, changes.get("data").get(0).get("message"));
        assertEquals(rev, changes.get("lastRev").asLong());
    }

    private static JsonNode with(ObjectNode message, Object... reactions) {
        return message.deepCopy().set("reactions", Trees.of(reactions));
    }
}
