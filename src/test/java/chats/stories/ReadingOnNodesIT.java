package chats.stories;

import chats.client.Metrics;
import chats.run.Patience;
import chats.run.RunningServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Marks where a node dies or stops. */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(3)
class ReadingOnNodesIT {
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
    void whatWasAnsweredHoldsAfterANodeWasKilledAndWhoHasSentIsMarkedLater() throws Exception {
        Person alice = person("alice");
        Device bob = online(person("bob"), b);
        ChatRoom chat = alice.opensChatWith(bob.owner());
        for (int i = 1; i <= 3; i++) {
            alice.posts("number " + i, chat);
        }
        ReadingIT.reads(bob, chat, 2, 2, 1);
        bob.sends("here").to(chat);
        b.kill();
        Person bobAtA = Story.person(a, bob.owner().subject(), bob.owner().token());
        ReadingIT.has(bobAtA, chat, 4, 0);
        alice.posts("gone?", chat);
        Patience.until(
                "the mark of who has sent is found by the other node",
                () -> bobAtA.looksAt(chat).get("readSeq").asLong() == 4);
        ReadingIT.has(bobAtA, chat, 4, 1);
    }

    @Test
    void aNodeThatStopsStoresTheMarksOfThoseWhoHaveSent() throws Exception {
        Person alice = person("alice");
        Device bob = online(person("bob"), b);
        ChatRoom chat = alice.opensChatWith(bob.owner());
        bob.sends("here").to(chat);
        b.stop();
        alice.posts("gone?", chat);
        Person bobAtA = Story.person(a, bob.owner().subject(), bob.owner().token());
        ReadingIT.has(bobAtA, chat, 1, 1);
    }

    @Test
    void withoutRedisMarksAreStoredAllTheSame() throws Exception {
        Person alice = person("alice");
        Device bob = online(person("bob"), b);
        ChatRoom chat = alice.opensChatWith(bob.owner());
        alice.posts("hi", chat);
        nodes.redis().kill();
        try {
            ReadingIT.reads(bob, chat, 1, 1, 0);
            Person bobAtA = Story.person(a, bob.owner().subject(), bob.owner().token());
            ReadingIT.has(bobAtA, chat, 1, 0);
        } finally {
            nodes.redis().launch();
        }
        for (RunningServer node : nodes.servers()) {
            Patience.until(
                    "the nodes hear each other again", () -> Metrics.of(node).value("chats_nodes_degraded") == 0);
        }
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
