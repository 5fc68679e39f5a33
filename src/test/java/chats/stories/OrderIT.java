package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderIT extends DoorStory {
    @Test
    void fiftyTalkAtOnceAndEveryListenerHearsThemInOrderWithoutAHole() {
        List<Device> talkers =
                IntStream.range(0, 50).mapToObj(i -> online("talker")).toList();
        ChatRoom chat = talkers.get(0).opensChatWith(talkers.toArray(Device[]::new));
        List<Device> listeners = List.of(another(talkers.get(0)), another(talkers.get(25)), another(talkers.get(49)));
        listeners.forEach(listener -> listener.enters(chat));
        List<CompletableFuture<Frame>> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (Device talker : talkers) {
                sent.add(talker.requests("send_message", chat.message("message " + i)));
            }
        }
        List<Long> taken = sent.stream()
                .map(answer -> seq(Patience.await(answer, "a message is stored").granted()))
                .sorted()
                .toList();
        assertEquals(range(1, 500), taken);
        for (Device listener : listeners) {
            List<JsonNode> heard = listener.hearsMessages(500);
            assertEquals(range(1, 500), heard.stream().map(OrderIT::seq).toList());
        }
        List<Long> read = new ArrayList<>();
        for (int after : new int[] {0, 200, 400}) {
            talkers.get(7)
                    .owner()
                    .reads(chat, "limit=200&after=" + after)
                    .get("data")
                    .forEach(kept -> read.add(seq(kept)));
        }
        assertEquals(range(1, 500), read);
    }

    @Test
    void whoEnteredAndTalksHearsAllOthersInOrder() {
        List<Device> talkers =
                IntStream.range(0, 5).mapToObj(i -> online("talker")).toList();
        ChatRoom chat = talkers.get(0).opensChatWith(talkers.toArray(Device[]::new));
        talkers.forEach(talker -> talker.enters(chat));
        List<CompletableFuture<Frame>> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            for (Device talker : talkers) {
                sent.add(talker.requests("send_message", chat.message("message " + i)));
            }
        }
        List<JsonNode> stored = sent.stream()
                .map(answer -> Patience.await(answer, "a message is stored").granted())
                .toList();
        for (Device talker : talkers) {
            List<Long> others = stored.stream()
                    .filter(message -> message.get("author").get("id").asLong()
                            != talker.owner().id())
                    .map(OrderIT::seq)
                    .sorted()
                    .toList();
            assertEquals(
                    others, talker.hearsMessages(120).stream().map(OrderIT::seq).toList());
        }
    }

    @Test
    void whatOneSocketSendsWithoutWaitingKeepsItsOrder() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        List<CompletableFuture<Frame>> sent = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> alice.requests("send_message", chat.message("message " + i)))
                .toList();
        for (int i = 1; i <= 100; i++) {
            JsonNode stored =
                    Patience.await(sent.get(i - 1), "a message is stored").granted();
            assertEquals(i, stored.get("seq").asInt());
            assertEquals(stored, bob.hears("message " + i));
        }
    }

    @Test
    void aRefusedMessageTakesNoSeq() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        List<CompletableFuture<Frame>> sent = IntStream.range(0, 40)
                .mapToObj(i -> alice.requests("send_message", chat.message(i % 2 == 0 ? "message" : " ")))
                .toList();
        for (int i = 0; i < 40; i += 2) {
            assertEquals(
                    i / 2 + 1,
                    seq(Patience.await(sent.get(i), "a message is stored").granted()));
            Patience.await(sent.get(i + 1), "a message is refused").isRefused("validation_failed");
        }
    }

    @Test
    void whatIsSentAfterEnteringAndLeavingTakesEffectInThatOrder() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        JsonNode ids = Trees.object("chatIds", new long[] {chat.id()});
        bob.requests("enter_chat", ids);
        bob.requests("leave_chat", ids);
        bob.requests("enter_chat", ids);
        bob.requests("send_message", chat.message("in"));
        Patience.await(bob.requests("leave_chat", ids), "left").granted();
        alice.sends("unheard").to(chat);
        bob.enters(chat);
        alice.sends("heard").to(chat);
        bob.hears("heard");
    }

    private static long seq(JsonNode message) {
        return message.get("seq").asLong();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
