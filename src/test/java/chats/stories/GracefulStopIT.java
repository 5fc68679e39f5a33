package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(1) // the servers after it begin with what its first one leaves behind, see chats.run.Workarea
class GracefulStopIT {
    private final RunningPostgres postgres = RunningPostgres.shared();
    private final String database = postgres.newDatabase();
    private final IdentityProvider provider = new IdentityProvider();

    /** Nor is anybody waited for who has left in the middle of its handshake. */
    @Test
    void socketsAreClosedAsGoingAwayAndWhatWasAcknowledgedIsKept() throws Exception {
        ServerToStart prepared = provider.trustedBy(ServerToStart.on(postgres, database));
        try (RunningServer server =
                prepared.with("LIMIT_MESSAGES_PER_SECOND", "0").start()) {
            List<Talker> talkers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                talkers.add(new Talker(Story.person("talker", server, provider), server));
            }
            Person[] people = talkers.stream().map(talker -> talker.person).toArray(Person[]::new);
            ChatRoom chat = people[0].opensChatWith(people);
            List<Thread> talking =
                    talkers.stream().map(talker -> talker.talksIn(chat)).toList();
            for (Talker talker : talkers) {
                talker.underWay.await();
            }
            List<Transport> listeners = Stream.of(people)
                    .map(person -> (Transport) new PlainDoor().open(server, person.token(), new Inbox()))
                    .toList();
            String token = "Authorization: Bearer "
                    + Story.person("leaver", server, provider).token() + "\r\n";
            for (int i = 0; i < 400; i++) {
                RawSocket.asksAndGoes(server, "/chats", token);
                RawSocket.asksAndGoes(server, "/socket.io/?EIO=4&transport=websocket", token);
            }
            assertEquals(143, server.stop(), "ended by SIGTERM");
            assertTrue(server.log().contains("CWWKE0036I"), "the server says that it stopped in an orderly way");
            assertFalse(server.log().contains("CWWKE1102W"), "the server stops as soon as its sockets are gone");
            for (Transport listener : listeners) {
                assertEquals(1001, Patience.await(listener.closed(), "the socket is closed"));
            }
            for (Thread thread : talking) {
                thread.join();
            }
            Set<String> acknowledged = talkers.stream()
                    .flatMap(talker -> talker.acknowledged().stream())
                    .collect(Collectors.toSet());
            Set<String> kept = kept();
            assertTrue(acknowledged.size() >= 4, () -> acknowledged.size() + " acknowledged");
            assertTrue(kept.containsAll(acknowledged), () -> "missing: " + missing(acknowledged, kept));
        }
    }

    private static Set<String> missing(Set<String> acknowledged, Set<String> kept) {
        Set<String> missing = new TreeSet<>(acknowledged);
        missing.removeAll(kept);
        return missing;
    }

    private Set<String> kept() throws Exception {
        Set<String> kept = new TreeSet<>();
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT message FROM messages_model")) {
            while (result.next()) {
                kept.add(result.getString(1));
            }
        }
        return kept;
    }

    /** Always has some messages under way, until the socket is gone. */
    private static final class Talker {
        private static final int UNDER_WAY = 20;

        private final CountDownLatch underWay = new CountDownLatch(1);
        private final Inbox inbox = new Inbox();
        private final Person person;
        private final Transport socket;

        Talker(Person person, RunningServer server) {
            this.person = person;
            this.socket = new PlainDoor().open(server, person.token(), inbox);
        }

        Thread talksIn(ChatRoom chat) {
            Thread thread = new Thread(() -> {
                for (int i = 0; !socket.closed().isDone(); i++) {
                    try {
                        socket.send("send_message", chat.message(person.id() + " says " + i), Optional.of("id " + i));
                    } catch (CompletionException e) {
                        return; // the server has gone
                    }
                    if (i >= UNDER_WAY) {
                        CompletableFuture<Frame> before = inbox.answer("id " + (i - UNDER_WAY));
                        CompletableFuture.anyOf(before, socket.closed())
                                .handle((any, failure) -> any)
                                .join();
                        underWay.countDown();
                    }
                }
            });
            thread.start();
            return thread;
        }

        List<String> acknowledged() {
            return inbox.all().stream()
                    .filter(frame -> frame.event().equals("send_message"))
                    .map(frame -> frame.data().get("message").asText())
                    .toList();
        }
    }
}
