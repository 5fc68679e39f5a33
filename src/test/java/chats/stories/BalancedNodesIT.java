package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chats.client.Metrics;
import chats.run.Patience;
import chats.run.RunningBalancer;
import chats.run.RunningServer;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two nodes behind each balancer of {@code deploy/}, and clients that come by it: long-polling, upgraded from it, and by the plain door.
 * A balancer that is not to be had is left out. Skipped where there is none, or no Redis.
 */
@ExtendWith(Nodes.Shared.class)
@ResourceLock(Nodes.LOCK)
class BalancedNodesIT {
    private static final int MESSAGES = 50;
    private static final int MOST_CLIENTS = 40;

    private final List<Transport> opened = new ArrayList<>();
    private final List<RunningBalancer> balancers = new ArrayList<>();
    private RunningServer a;
    private RunningServer b;

    @AfterEach
    void end() throws IOException {
        opened.forEach(Transport::close);
        for (RunningBalancer balancer : balancers) {
            balancer.close();
        }
    }

    @Test
    void whoeverIsOnANodeThatStopsComesToTheOtherOneAndMissesNothing(Nodes nodes) throws Exception {
        a = nodes.servers().get(0);
        b = nodes.servers().get(1);
        for (RunningBalancer.Kind kind : RunningBalancer.Kind.values()) {
            if (kind.isInstalled()) {
                balancers.add(RunningBalancer.start(kind, a.port(), b.port(), Map.of()));
            }
        }
        assumeFalse(balancers.isEmpty(), "there is no balancer");
        Person alice = Story.person("alice", b, nodes.provider());
        Person bob = Story.person("bob", b, nodes.provider());
        ChatRoom chat = alice.opensChatWith(bob);
        List<Company> companies = new ArrayList<>();
        for (RunningBalancer balancer : balancers) {
            companies.add(new Company(
                    balancer,
                    cameToA(chat, "socketio", () -> socketIo(balancer, bob, "polling")),
                    cameToA(chat, "socketio", () -> socketIo(balancer, bob, "polling", "websocket")),
                    cameToA(chat, "plain", () -> plain(balancer, bob))));
        }
        says(alice, chat, 1, MESSAGES);
        for (Company company : companies) {
            company.all().forEach(each -> hears(each.device(), 1, MESSAGES));
            assertEquals(Set.of("polling"), company.polling().heardBy());
            Patience.await(
                    () -> company.upgraded().heardBy().contains("websocket") ? true : null, "the client upgrades");
        }

        long before = open(b, "plain");
        a.stop();
        says(alice, chat, MESSAGES + 1, 2 * MESSAGES);
        for (Company company : companies) {
            for (Came came : company.all()) {
                Patience.await(came.gone(), "it is told: " + company);
                Patience.await(came.back(), "it comes back: " + company);
            }
            Device again = Patience.await(
                            () -> tried(() -> plain(company.balancer(), bob)), "the plain door opens at the other node")
                    .device();
            for (Device device :
                    List.of(company.polling().device(), company.upgraded().device(), again)) {
                device.entersAfter(MESSAGES, chat);
                hears(device, MESSAGES + 1, 2 * MESSAGES);
            }
        }
        assertTrue(open(b, "socketio") >= 2 * companies.size());
        assertEquals(companies.size(), open(b, "plain") - before);
    }

    /** Those who came by one balancer. */
    private record Company(RunningBalancer balancer, Came polling, Came upgraded, Came plain) {
        List<Came> all() {
            return List.of(polling, upgraded, plain);
        }
    }

    private static void says(Person alice, ChatRoom chat, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(number -> alice.posts("message " + number, chat));
    }

    /** In this order and each once. */
    private static void hears(Device device, int first, int last) {
        List<String> heard = device.hearsMessages(last - first + 1).stream()
                .map(message -> message.get("message").asText())
                .toList();
        assertEquals(
                IntStream.rangeClosed(first, last)
                        .mapToObj(number -> "message " + number)
                        .toList(),
                heard);
    }

    /**
     * A client, the transports that it hears by, and when it is told that its connection is over and comes back by itself; the plain
     * one does not.
     */
    private record Came(Device device, Set<String> heardBy, CompletableFuture<?> gone, CompletableFuture<?> back) {}

    /** Comes again until it is at that node; it is counted there by the time it has entered. */
    private Came cameToA(ChatRoom chat, String door, Supplier<Came> comes) {
        for (int tries = 0; tries < MOST_CLIENTS; tries++) {
            long before = open(a, door);
            Came came = comes.get();
            came.device().enters(chat);
            if (open(a, door) > before) {
                return came;
            }
        }
        throw new AssertionError("The balancer sends nobody to the node a");
    }

    private Came socketIo(RunningBalancer balancer, Person person, String... transports) {
        IO.Options options = JavaClient.options(person.token());
        options.transports = transports;
        options.reconnectionDelay = 100;
        options.reconnectionDelayMax = 1_000;
        Inbox inbox = new Inbox();
        JavaClient client =
                JavaClient.open(URI.create("http://127.0.0.1:" + balancer.port() + "/chats"), options, inbox);
        opened.add(client);
        Socket socket = client.socket();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        CompletableFuture<Void> back = new CompletableFuture<>();
        socket.on(Socket.EVENT_DISCONNECT, args -> gone.complete(null));
        socket.on(Socket.EVENT_CONNECT, args -> back.complete(null));
        return new Came(new Device(person, inbox, client), client.heardBy(), gone, back);
    }

    private Came plain(RunningBalancer balancer, Person person) {
        Inbox inbox = new Inbox();
        PlainClient client =
                PlainClient.open(URI.create("ws://127.0.0.1:" + balancer.port() + "/chats"), person.token(), inbox);
        opened.add(client);
        return new Came(
                new Device(person, inbox, client), Set.of(), client.closed(), CompletableFuture.completedFuture(null));
    }

    /** Null while the balancer still sends us to the node that has gone. */
    private static Came tried(Supplier<Came> comes) {
        try {
            return comes.get();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static long open(RunningServer node, String door) {
        return Math.round(Metrics.of(node).value("chats_open_sockets{door=\"" + door + "\""));
    }
}
