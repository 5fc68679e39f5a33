package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowReaderIT extends Story {
    private static final String LONG = "\uD83D\uDE00".repeat(4_000);
    private static final int ROUNDS = 10;
    private static final int IN_A_ROUND = 10;
    private static final int PINGERS = 3;
    private static final byte[] PING = new byte[125];

    @ParameterizedTest
    @EnumSource
    void nobodyWaitsForAPeerThatDoesNotReadAndItIsCutAndMissesNothing(Sleeper transport) throws Exception {
        List<Device> talkers =
                IntStream.range(0, 5).mapToObj(i -> online("talker")).toList();
        Device bob = online("bob");
        Person sleeper = person("sleeper");
        ChatRoom chat = bob.owner()
                .opensChatWith(
                        Stream.concat(Stream.of(sleeper), talkers.stream().map(Device::owner))
                                .toArray(Person[]::new));
        bob.enters(chat);
        try (Sleeper.Asleep asleep = transport.fallAsleep(server(), sleeper, chat)) {
            List<JsonNode> heard = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<Frame>> sent = new ArrayList<>();
                for (int i = 0; i < IN_A_ROUND; i++) {
                    talkers.forEach(talker -> sent.add(talker.requests("send_message", chat.message(LONG))));
                }
                sent.forEach(
                        answer -> Patience.await(answer, "a message is stored").granted());
                heard.addAll(bob.hearsMessages(sent.size()));
            }
            isInOrder(heard);
            String reason = whyTheSocketWasClosed(sleeper);
            assertTrue(reason.contains("slow") || reason.equals("transport error"), reason);
            asleep.findsItselfCut(4508);
            Device awake = online(sleeper);
            awake.entersAfter(0, chat);
            isInOrder(awake.hearsMessages(heard.size()));
        }
    }

    /** The container answers pings by itself, and lets nothing else be written to that peer meanwhile; so pings have a bound. */
    @Test
    void nobodyWaitsForPeersThatPingWithoutReading() throws Exception {
        Device alice = online("alice");
        Device bob = online("bob");
        List<Person> pingers =
                IntStream.range(0, PINGERS).mapToObj(i -> person("pinger")).toList();
        ChatRoom chat = alice.owner()
                .opensChatWith(
                        Stream.concat(Stream.of(bob.owner()), pingers.stream()).toArray(Person[]::new));
        bob.enters(chat);
        List<RawSocket> sockets = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try {
            for (Person pinger : pingers) {
                RawSocket socket = new RawSocket(server(), pinger.token());
                sockets.add(socket);
                socket.enters(chat);
                Thread thread = new Thread(() -> pingForEver(socket));
                threads.add(thread);
                thread.start();
            }
            for (int i = 0; i < IN_A_ROUND; i++) {
                alice.requests("send_message", chat.message("hello"));
            }
            isInOrder(bob.hearsMessages(IN_A_ROUND));
            for (Person pinger : pingers) {
                assertEquals("4429 flooding", whyTheSocketWasClosed(pinger));
            }
        } finally {
            for (RawSocket socket : sockets) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void pingForEver(RawSocket socket) {
        try {
            while (true) {
                socket.send(true, RawSocket.PING, PING);
            }
        } catch (IOException closed) {
            // by the server
        }
    }

    private static void isInOrder(List<JsonNode> messages) {
        assertEquals(
                LongStream.rangeClosed(1, messages.size()).boxed().toList(),
                messages.stream().map(message -> message.get("seq").asLong()).toList());
    }
}
