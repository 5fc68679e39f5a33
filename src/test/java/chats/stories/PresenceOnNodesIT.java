package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Who is there, where a node or the bus fails. */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(3)
class PresenceOnNodesIT {
    private final List<Transport> opened = new ArrayList<>();
    private Nodes nodes;
    private RunningServer a;
    private RunningServer b;

    @BeforeEach
    void enter(Nodes shared) {
        nodes = shared;
        a = nodes.servers().get(0);
        b = nodes.servers().get(1);
    }

    @AfterEach
    void hangUp() {
        opened.forEach(Transport::close);
    }

    @Test
    void theUsersOfANodeThatIsKilledGoOfflineUnlessTheyComeBackElsewhere() throws Exception {
        Device alice = online(person("alice"), a);
        Person bob = person("bob");
        Person carol = person("carol");
        alice.owner().opensChatWith(bob, carol);
        PresenceIT.watches(alice, bob.id(), carol.id());
        online(bob, b);
        PresenceIT.hears(alice, bob, true);
        online(carol, b);
        PresenceIT.hears(alice, carol, true);
        b.kill();
        online(carol, a);
        JsonNode gone = PresenceIT.hears(alice, bob, false);
        JsonNode now = PresenceIT.watches(alice, bob.id(), carol.id());
        assertEquals(gone, now.get(0));
        assertTrue(now.get(1).get("online").asBoolean(), now::toString);
        b.start();
        online(bob, b);
        PresenceIT.hears(alice, bob, true);
    }

    @Test
    void whatWasMissedWithoutRedisIsToldWhenItIsBack() throws Exception {
        Device alice = online(person("alice"), a);
        Person bob = person("bob");
        alice.owner().opensChatWith(bob);
        PresenceIT.watches(alice, bob.id());
        nodes.redis().kill();
        try {
            online(bob, b);
            Patience.until("the nodes miss Redis", () -> Metrics.of(a).value("chats_nodes_degraded") == 1);
            Patience.until("the nodes miss Redis", () -> Metrics.of(b).value("chats_nodes_degraded") == 1);
        } finally {
            nodes.redis().launch();
        }
        PresenceIT.hears(alice, bob, true);
    }

    private Person person(String name) {
        return Story.person(name, a, nodes.provider());
    }

    private Device online(Person person, RunningServer node) {
        Inbox inbox = new Inbox();
        Transport transport = new PlainDoor().open(node, person.token(), inbox);
        opened.add(transport);
        return new Device(person, inbox, transport);
    }
}
