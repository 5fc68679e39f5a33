package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Metrics;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is changed at one node is heard at the other, by the bus and without it. */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(3)
class ChangesOnNodesIT extends Story {
    private Nodes nodes;
    private Device alice;
    private Device bob;
    private ChatRoom chat;

    /** Each next device is at the other node. */
    @BeforeEach
    void enter(Nodes shared) {
        nodes = shared.inTurn();
        playsOn(nodes);
        Person speaker = person("alice");
        Person listener = person("bob");
        alice = online(speaker);
        bob = online(listener);
        chat = alice.opensChatWith(bob);
        bob.isToldOf(chat);
        bob.enters(chat);
        alice.enters(chat);
        alice.sends("one").to(chat);
        bob.hears("one");
    }

    @Test
    void changesTravelByTheBusAndNotByTheDatabase() {
        RunningServer there = nodes.servers().get(1);
        long fetched = metric(there, "chats_fetched_total");
        for (int i = 1; i <= 10; i++) {
            JsonNode edited = alice.does(edit("edit " + i), chat, 1);
            alice.hearsChange(i, 1, edited);
            bob.hearsChange(i, 1, edited);
        }
        assertEquals(0, metric(there, "chats_fetched_total") - fetched);
    }

    @Test
    void messagesAndChangesOfBothNodesHaveOneOrderOnBoth() {
        Follower here = new Follower(online(alice.owner()), chat);
        Follower there = new Follower(online(alice.owner()), chat);
        here.enters();
        there.enters();
        bob.sends("two").to(chat);
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            asked.add(alice.requests(edit("edit " + i), chat, 1));
            asked.add(bob.requests(edit("edit " + i), chat, 2));
            asked.add(alice.requests("send_message", chat.message("message " + i)));
            asked.add(bob.requests(reaction(Character.toString(0x1F600 + i % 20)), chat, 1));
        }
        asked.forEach(answer -> Patience.await(answer, "an answer").granted());
        alice.does(edit("the end"), chat, 1);
        JsonNode history = bob.owner().reads(chat, "limit=200");
        for (Follower follower : List.of(here, there)) {
            follower.hearsUntil("the end");
            follower.knows(history);
        }
    }

    @Test
    void ofTheSameEditAtBothNodesOneIsMade() {
        nodes.next();
        Device phone = online(alice.owner());
        for (int i = 1; i <= 15; i++) {
            Change edit = edit("edit " + i).as("id " + i);
            CompletableFuture<Frame> here = alice.requests(edit, chat, 1);
            CompletableFuture<Frame> there = phone.requests(edit, chat, 1);
            assertEquals(
                    Patience.await(here, "an answer").granted(),
                    Patience.await(there, "an answer").granted());
        }
        assertEquals(15, bob.owner().looksAt(chat).get("lastRev").asInt());
        for (int i = 1; i <= 15; i++) {
            CompletableFuture<Frame> here = alice.requests(edit("here " + i).as("other " + i), chat, 1);
            CompletableFuture<Frame> there = phone.requests(edit("there " + i).as("other " + i), chat, 1);
            List<Frame> answers = List.of(Patience.await(here, "an answer"), Patience.await(there, "an answer"));
            Frame refused = answers.get(0).event().equals("exception") ? answers.get(0) : answers.get(1);
            refused.isRefused("conflict");
            answers.get(1 - answers.indexOf(refused)).granted();
        }
        assertEquals(30, bob.owner().looksAt(chat).get("lastRev").asInt());
    }

    @Test
    void ofMoreThan20EmojisFromBothNodes20AreTaken() {
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            asked.add(alice.requests(reaction(Character.toString(0x1F600 + i)), chat, 1));
            asked.add(bob.requests(reaction(Character.toString(0x1F620 + i)), chat, 1));
        }
        long taken = asked.stream()
                .map(answer -> Patience.await(answer, "an answer"))
                .filter(answer -> !answer.event().equals("exception"))
                .count();
        assertEquals(20, taken);
        assertEquals(20, bob.owner().reads(chat, 1).get("reactions").size());
        assertEquals(20, bob.owner().looksAt(chat).get("lastRev").asInt());
    }

    @Test
    void whatIsDeletedAtOneNodeIsNotSaidAtTheOther() {
        nodes.next();
        Device phone = online(alice.owner());
        phone.enters(chat);
        for (int seq = 2; seq <= 9; seq++) {
            alice.sends("secret").to(chat);
            List<CompletableFuture<Frame>> asked = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asked.add(alice.requests(edit("secret " + i), chat, seq));
                asked.add(phone.requests(i == 2 ? deletion() : edit("great secret " + i), chat, seq));
            }
            for (CompletableFuture<Frame> answer : asked) {
                Frame frame = Patience.await(answer, "an answer");
                if (frame.event().equals("exception")) {
                    frame.isRefused("conflict");
                }
            }
            for (Device listener : List.of(alice, phone, bob)) {
                JsonNode change = listener.hearsChange();
                while (!change.get("message").has("deletedAt")) {
                    assertEquals(seq, change.at("/message/seq").asInt());
                    change = listener.hearsChange();
                }
                assertEquals(bob.owner().reads(chat, seq), change.get("message"));
            }
        }
        for (Device device : List.of(alice, phone, bob)) {
            device.heardNothingOfWhatWasDeleted(chat);
        }
    }

    /** Whose clocks are not the same. */
    @Test
    void timesOfAMessageAreInTheOrderOfWhatHappened() {
        nodes.next();
        Device phone = online(alice.owner());
        for (Device first : List.of(alice, phone)) {
            Device second = first == alice ? phone : alice;
            long seq = first.sends("hi").to(chat).get("seq").asLong();
            JsonNode edited = second.does(edit("hello"), chat, seq);
            isNotAfter(edited.get("createdAt"), edited.get("editedAt"));
            JsonNode again = first.does(edit("good morning"), chat, seq);
            isNotAfter(edited.get("editedAt"), again.get("editedAt"));
            isNotAfter(again.get("editedAt"), second.does(deletion(), chat, seq).get("deletedAt"));
        }
    }

    private static void isNotAfter(JsonNode time, JsonNode other) {
        assertTrue(time.asText().compareTo(other.asText()) <= 0, () -> time + " is after " + other);
    }

    @Test
    void listsOfTheOtherNodeShowIt() {
        Person there = bob.owner();
        ChatListIT.page(there, "");
        JsonNode edited = alice.does(edit("new"), chat, 1);
        assertEquals(edited, there.reads(chat, 1));
        Patience.until(
                "the list has it",
                () -> ChatListIT.page(there, "").at("/data/0/lastMessage").equals(edited));
        JsonNode deleted = alice.does(deletion(), chat, 1);
        bob.hearsChange();
        bob.hearsChange(2, 1, deleted);
        Patience.until(
                "the list has it",
                () -> ChatListIT.page(there, "").at("/data/0/lastMessage").equals(deleted));
    }

    @Test
    void whispersThatChangeAreHeardAtTheOtherNode() {
        ChatRoom direct = new ChatRoom(alice.sends("psst").to(bob).get("chatId").asLong());
        bob.hearsWhisper("psst");
        bob.hearsChange(1, 1, alice.does(edit("hush"), direct, 1));
        alice.hearsChange();
        alice.hearsChange(2, 1, bob.does(reaction("👍"), direct, 1));
    }

    @Test
    void theyAreHeardByTheDatabaseWhileRedisIsAwayAndByTheBusAfterwards() throws Exception {
        Follower there = new Follower(bob, chat);
        there.enters();
        nodes.redis().kill();
        try {
            for (int i = 0; i < 3; i++) {
                alice.does(edit("away " + i), chat, 1);
                alice.sends("message " + i).to(chat);
                there.hearsUntil("away " + i);
            }
            alice.does(deletion(), chat, 2);
            alice.does(edit("away"), chat, 1);
            there.hearsUntil("away");
        } finally {
            nodes.redis().launch();
        }
        for (RunningServer node : nodes.servers()) {
            Patience.until("the nodes hear each other again", () -> metric(node, "chats_nodes_degraded") == 0);
        }
        JsonNode edited = alice.does(edit("back"), chat, 1);
        there.hearsUntil("back");
        assertEquals(edited, bob.owner().reads(chat, 1));
        there.knows(bob.owner().reads(chat, ""));
        assertTrue(bob.heard(chat).contains("rev 6"), () -> "heard: " + bob.heard(chat));
    }

    private static long metric(RunningServer node, String name) {
        return Math.round(Metrics.of(node).value(name));
    }
}
