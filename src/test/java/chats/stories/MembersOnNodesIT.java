package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Metrics;
import chats.client.Trees;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Members who are added and removed at one node come and go at the other, by the bus and without it. */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(3)
class MembersOnNodesIT extends Story {
    private Nodes nodes;
    private Device alice;
    private Device bob;
    private ChatRoom chat;

    /** Each next device is at the other node. */
    @BeforeEach
    void enter(Nodes shared) {
        nodes = shared.inTurn();
        playsOn(nodes);
        Person admin = person("alice");
        Person member = person("bob");
        alice = online(admin);
        bob = online(member);
        chat = alice.opensChatWith(bob);
        bob.isToldOf(chat);
        bob.enters(chat);
        alice.enters(chat);
    }

    @Test
    void whoIsRemovedAtOneNodeIsGoneAtTheOther() {
        alice.sends("one").to(chat);
        bob.hears("one");
        removesBob();
        bob.isTurnedAwayFrom(chat, alice.owner());
        bob.asks("send_message", chat.message("still here?")).isRefused("not_a_member");
        bob.owner().rest().get(chat.messages()).isRefused("not_a_member");
        assertEquals(2, alice.sends("two").to(chat).get("seq").asInt());
        addsBob();
        bob.isToldOf(chat);
        bob.enters(chat);
        bob.sends("three").to(chat);
        alice.hears("three");
        assertEquals(List.of("seq 1", "chat_removed"), bob.heard(chat));
    }

    @Test
    void theCutIsOneForBothNodes() {
        for (int round = 0; round < 5; round++) {
            List<CompletableFuture<Frame>> said = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                said.add(bob.requests("send_message", chat.message("bob")));
                said.add(alice.requests("send_message", chat.message("alice")));
            }
            CompletableFuture<Frame> removal = alice.requests("remove_members", bobs());
            for (int i = 0; i < 10; i++) {
                said.add(bob.requests("send_message", chat.message("bob")));
                said.add(alice.requests("send_message", chat.message("alice")));
            }
            long cut = Patience.await(removal, "the removal")
                    .granted()
                    .get("afterSeq")
                    .asLong();
            said.forEach(answer -> Patience.await(answer, "an answer"));
            bob.isTurnedAwayFrom(chat, alice.owner());
            for (JsonNode message :
                    alice.owner().reads(chat, "limit=200&after=" + cut).get("data")) {
                assertEquals(alice.owner().id(), message.get("author").get("id").asLong(), message::toString);
            }
            List<String> heard = bob.heard(chat);
            assertEquals("chat_removed", heard.get(heard.size() - 1), heard::toString);
            addsBob();
            bob.isToldOf(chat);
            bob.enters(chat);
        }
    }

    @Test
    void withoutTheBusTheDatabaseTells() throws IOException {
        nodes.redis().kill();
        try {
            removesBob();
            bob.isTurnedAwayFrom(chat, alice.owner());
            bob.asks("send_message", chat.message("still here?")).isRefused("not_a_member");
            addsBob();
            bob.isToldOf(chat);
            bob.enters(chat);
            alice.sends("welcome").to(chat);
            bob.hears("welcome");
        } finally {
            nodes.redis().launch();
        }
        for (RunningServer node : nodes.servers()) {
            Patience.until("the nodes hear each other again", () -> metric(node, "chats_nodes_degraded") == 0);
        }
    }

    private void removesBob() {
        alice.asks("remove_members", bobs()).granted();
    }

    private void addsBob() {
        alice.asks("add_members", bobs()).granted();
    }

    private JsonNode bobs() {
        return Trees.object("chatId", chat.id(), "userIds", List.of(bob.owner().id()));
    }

    private static long metric(RunningServer node, String name) {
        return Math.round(Metrics.of(node).value(name));
    }
}
