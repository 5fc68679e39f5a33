package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Metrics;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What two nodes have in common, and what each keeps to itself. */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
@Order(3)
class NodesIT {
    private static final int SOCKETS_OF_A_USER = 100;
    private static final int MESSAGES_A_SECOND = 50;
    private static final int BURST = 200;
    private static final double ROUGHLY = 1.2;

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
    void messagesTravelByTheBusAndNotByTheDatabase() throws Exception {
        Device alice = online(person("alice"), a);
        Device bob = online(person("bob"), b);
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        long heard = metric(b, "chats_heard_from_nodes_total");
        long fetched = metric(b, "chats_fetched_total");
        for (int i = 0; i < 20; i++) {
            alice.sends("message " + i).to(chat);
            bob.hears("message " + i);
        }
        assertEquals(20, metric(b, "chats_heard_from_nodes_total") - heard);
        assertEquals(0, metric(b, "chats_fetched_total") - fetched);
        assertEquals(0, metric(b, "chats_nodes_degraded"));
    }

    @Test
    void aNodeWithoutListenersHearsNothing() throws Exception {
        Device alice = online(person("alice"), a);
        Device carol = online(person("carol"), a);
        ChatRoom chat = alice.opensChatWith(carol);
        carol.enters(chat);
        long heard = metric(b, "chats_heard_from_nodes_total");
        for (int i = 0; i < 20; i++) {
            alice.sends("message " + i).to(chat);
            carol.hears("message " + i);
        }
        alice.asks("send_message", carol.owner().whisper("psst")).granted();
        carol.hearsWhisper("psst");
        // once Bob hears this, whatever had been sent before would have come too
        Device bob = online(person("bob"), b);
        alice.asks("send_message", bob.owner().whisper("hello")).granted();
        bob.hearsWhisper("hello");
        assertEquals(1, metric(b, "chats_heard_from_nodes_total") - heard);
    }

    @Test
    void aUserHasOneRateOnAllNodes() {
        Person alice = person("alice");
        List<Device> devices = List.of(online(alice, a), online(alice, b));
        ChatRoom chat = alice.opensChatWith();
        long start = System.nanoTime();
        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (int i = 0; i < 3 * BURST; i++) {
            answers.add(devices.get(i % 2).requests("send_message", chat.message("message " + i)));
        }
        long granted = answers.stream()
                .map(answer -> Patience.await(answer, "the message is answered"))
                .filter(answer -> answer.event().equals("send_message"))
                .count();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        assertTrue(granted <= ROUGHLY * (BURST + MESSAGES_A_SECOND * seconds), granted + " in " + seconds + " s");
        assertTrue(granted * ROUGHLY >= BURST, granted + " in " + seconds + " s");
    }

    @Test
    void aUserHasSoManySocketsOnAllNodes() {
        Person alice = person("alice");
        for (int i = 0; i < SOCKETS_OF_A_USER; i++) {
            online(alice, nodes.servers().get(i % 2));
        }
        for (RunningServer node : nodes.servers()) {
            assertEquals(
                    "429",
                    assertThrows(DoorClosed.class, () -> online(alice, node)).refusal());
        }
    }

    @Test
    void theSessionOfAnotherNodeIsUnknownAndTheAnswerSaysWhy() throws Exception {
        String opening =
                Rest.stranger(a).get("/socket.io/?EIO=4&transport=polling").text();
        Matcher sid = Pattern.compile("\"sid\":\"([^\"]+)\"").matcher(opening);
        assertTrue(sid.find(), opening);
        assertTrue(sid.group(1).startsWith("a."), "a balancer can tell the node: " + sid.group(1));
        JsonNode refusal = Rest.stranger(b)
                .get("/socket.io/?EIO=4&transport=polling&sid=" + sid.group(1))
                .body();
        assertEquals(1, refusal.get("code").asInt());
        assertEquals("Session ID unknown", refusal.get("message").asText());
        assertTrue(refusal.get("detail").asText().contains("another node"), refusal::toString);
    }

    @Test
    void theyGoOnByTheDatabaseWhileRedisIsAway() throws Exception {
        Device alice = online(person("alice"), a);
        Device bob = online(person("bob"), b);
        nodes.redis().kill();
        try {
            ChatRoom chat = alice.opensChatWith(bob);
            bob.isToldOf(chat);
            bob.enters(chat);
            for (int i = 0; i < 3; i++) {
                alice.sends("message " + i).to(chat);
                bob.hears("message " + i);
            }
            alice.asks("send_message", bob.owner().whisper("psst")).granted();
            bob.hearsWhisper("psst");
            assertEquals(1, metric(a, "chats_nodes_degraded"));
        } finally {
            nodes.redis().launch();
        }
        for (RunningServer node : nodes.servers()) {
            Patience.until("the nodes hear each other again", () -> metric(node, "chats_nodes_degraded") == 0);
        }
    }

    private Person person(String name) {
        return Story.person(name, nodes.next(), nodes.provider());
    }

    private Device online(Person person, RunningServer node) {
        Inbox inbox = new Inbox();
        Transport transport = new PlainDoor().open(node, person.token(), inbox);
        opened.add(transport);
        return new Device(person, inbox, transport);
    }

    private static long metric(RunningServer node, String name) {
        return Math.round(Metrics.of(node).value(name));
    }
}
