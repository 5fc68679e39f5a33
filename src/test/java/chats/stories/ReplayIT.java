package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayIT extends EveryDoorStory {
    @Test
    void firstComesTheAcknowledgementThenWhatWasMissedThenWhatIsNew() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.sends("one").to(chat);
        bob.sends("two").to(chat);
        alice.sends("three").to(chat);
        Device phone = another(bob);
        assertEquals(
                Trees.of(new Object[] {Trees.object("chatId", chat.id(), "lastSeq", 3, "lastRev", 0)}),
                phone.entersAfter(1, chat));
        phone.hears("two", "three");
        alice.sends("four").to(chat);
        phone.hears("four");
        assertTrue(firstBut(phone, "chat_read").id().isPresent(), "the acknowledgement is first");
    }

    /** The first frame, but such an event, which has no place in the order of the chat. */
    private static Frame firstBut(Device device, String event) {
        return device.inbox().all().stream()
                .filter(frame -> !frame.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onesOwnMessagesAreReplayedToo() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        JsonNode own = alice.sends("my own").to(chat);
        alice.entersAfter(0, chat);
        assertEquals(own, alice.hears("my own"));
    }

    @Test
    void enteringAgainWithAfterStartsAnewFromThere() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        for (String text : List.of("one", "two", "three")) {
            alice.sends(text).to(chat);
        }
        bob.hears("one", "two", "three");
        bob.entersAfter(1, chat);
        bob.hears("two", "three");
        bob.enters(chat);
        alice.sends("four").to(chat);
        bob.hears("four");
    }

    @Test
    void aCursorBeyondTheEndReplaysNothing() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.sends("one").to(chat);
        bob.entersAfter(1_000, chat);
        alice.sends("two").to(chat);
        bob.hears("two");
    }

    @Test
    void chatsThatAreNotNamedStartLive() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom replayed = alice.opensChatWith(bob);
        ChatRoom live = alice.opensChatWith(bob);
        alice.sends("old").to(live);
        alice.sends("missed").to(replayed);
        JsonNode after = Trees.object(Long.toString(replayed.id()), 0);
        bob.asks("enter_chat", Trees.object("chatIds", new long[] {live.id(), replayed.id()}, "after", after))
                .granted();
        bob.hears("missed");
        alice.sends("new").to(live);
        bob.hears("new");
    }

    @Test
    void severalChatsAreReplayedEachInOrder() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom[] chats = {alice.opensChatWith(bob), alice.opensChatWith(bob), alice.opensChatWith(bob)};
        ObjectNode after = Trees.object();
        for (ChatRoom chat : chats) {
            IntStream.rangeClosed(1, 20)
                    .forEach(i -> alice.sends("message " + i).to(chat));
            after.put(Long.toString(chat.id()), 5);
        }
        long[] ids = {chats[0].id(), chats[1].id(), chats[2].id()};
        bob.asks("enter_chat", Trees.object("chatIds", ids, "after", after)).granted();
        List<JsonNode> heard = bob.hearsMessages(45);
        for (ChatRoom chat : chats) {
            assertEquals(range(6, 20), seqsOf(chat, heard));
        }
    }

    @Test
    void nothingIsMissedOrRepeatedWhileFivePeopleTalk() {
        List<Device> talkers =
                IntStream.range(0, 5).mapToObj(i -> online("talker")).toList();
        Device bob = online("bob");
        ChatRoom chat = bob.opensChatWith(talkers.toArray(Device[]::new));
        List<CompletableFuture<Frame>> sent = new ArrayList<>();
        List<Device> listeners = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (Device talker : talkers) {
                sent.add(talker.requests("send_message", chat.message("message " + i)));
            }
            if (i % 8 == 4) {
                Device listener = another(bob);
                listener.requests(
                        "enter_chat", Trees.parse("{\"chatIds\":[%d],\"after\":{\"%1$d\":0}}".formatted(chat.id())));
                listeners.add(listener);
            }
        }
        sent.forEach(answer -> Patience.await(answer, "a message is stored").granted());
        for (Device listener : listeners) {
            assertEquals(range(1, 200), seqsOf(chat, listener.hearsMessages(200)));
            assertTrue(firstBut(listener, "chat_read").id().isPresent(), "the acknowledgement is first");
        }
        talkers.get(0).sends("the end").to(chat);
        listeners.forEach(listener -> listener.hears("the end"));
    }

    @Test
    void aCursorThatMakesNoSenseIsRefusedAndNothingIsEntered() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        ChatRoom other = alice.opensChatWith(bob);
        for (String after : List.of(
                "{\"" + other.id() + "\":0}",
                "{\"" + chat.id() + "\":-1}",
                "{\"" + chat.id() + "\":\"0\"}",
                "{\"" + chat.id() + "\":1.5}",
                "{\"" + chat.id() + "\":99999999999999999999}",
                "{\"" + chat.id() + "\":null}",
                "{\"99999999999999999999\":0}",
                "{\"all\":0}",
                "{\"\":0}",
                "[0]",
                "0",
                "\"0\"")) {
            bob.asks("enter_chat", Trees.object("chatIds", new long[] {chat.id()}, "after", Trees.parse(after)))
                    .isRefused("validation_failed");
        }
        alice.sends("unheard").to(chat);
        bob.enters(chat);
        alice.sends("heard").to(chat);
        bob.hears("heard");
    }

    private static List<Long> seqsOf(ChatRoom chat, List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.get("chatId").asLong() == chat.id())
                .map(message -> message.get("seq").asLong())
                .toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
