package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Metrics;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Alice blocks at one node; Bob and she have their sockets at the other one, and the nodes do not hear each other. */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(3)
class BlocksOnNodesIT {
    private final List<Transport> opened = new ArrayList<>();
    private Nodes nodes;
    private Device alice;
    private Device bob;

    @BeforeEach
    void meet(Nodes shared) {
        nodes = shared;
        alice = online("alice");
        bob = online("bob");
    }

    @AfterEach
    void hangUp() {
        opened.forEach(Transport::close);
    }

    @Test
    void theOtherNodeFindsABlockAndItsEndInTheDatabaseWhileRedisIsAway() throws Exception {
        JsonNode whisper = bob.sends("psst").to(alice);
        ChatRoom chat = new ChatRoom(whisper.get("chatId").asLong());
        JsonNode seen = PresenceIT.watches(bob, alice.owner().id());
        assertEquals(true, seen.at("/0/online").asBoolean());
        nodes.redis().kill();
        try {
            BlocksIT.block(alice.owner(), bob.owner());
            assertEquals(PresenceIT.unknown(alice.owner().id()), bob.inbox().next("presence"));
            BlocksIT.awaitBlock(bob, chat, 1, "psst");
            bob.asks("send_message", alice.owner().whisper("again")).isRefused("forbidden");
            BlocksIT.unblock(alice.owner(), bob.owner());
            PresenceIT.hears(bob, alice.owner(), true);
            bob.sends("sorry").to(alice);
            alice.hearsWhisper("psst");
            alice.hearsWhisper("sorry");
        } finally {
            nodes.redis().launch();
        }
        for (RunningServer node : nodes.servers()) {
            Patience.until(
                    "the nodes hear each other again",
                    () -> Math.round(Metrics.of(node).value("chats_nodes_degraded")) == 0);
        }
    }

    /** With REST at the first node and a socket at the second one. */
    private Device online(String name) {
        Person person = Story.person(name, nodes.servers().get(0), nodes.provider());
        Inbox inbox = new Inbox();
        Transport transport = new PlainDoor().open(nodes.servers().get(1), person.token(), inbox);
        opened.add(transport);
        return new Device(person, inbox, transport).isKnown();
    }
}
