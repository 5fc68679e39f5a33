package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chats.client.Metrics;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@SharedServer
@ResourceLock(ServerUnderTest.LOCK)
class WatchedConversationIT {
    private static final String BODY = "the secret of the conversation";
    private static final String PLAIN_SOCKETS = "chats_open_sockets{door=\"plain\"";
    private static final List<String> ONCE = List.of(
            "chats_messages_stored_total{kind=\"message\"",
            "chats_messages_stored_total{kind=\"whisper\"",
            "chats_replayed_total{",
            "chats_refused_frames_total{code=\"unknown_event\"");
    private static final List<String> TWICE =
            List.of("chats_delivered_total{", "chats_send_to_deliver_seconds_count{", "chats_batch_size_sum{");

    private final RunningServer server;
    private final Map<String, Double> before = new HashMap<>();

    WatchedConversationIT(RunningServer server) {
        this.server = server;
        // sockets of other tests are told from ours once they are gone
        Patience.until("the sockets of other tests are gone", () -> value(PLAIN_SOCKETS) == 0);
        Stream.of(ONCE, TWICE).flatMap(List::stream).forEach(metric -> before.put(metric, value(metric)));
    }

    @Test
    void isCountedAndLoggedWithoutItsSecrets() throws Exception {
        Chatter alice = Chatter.registered(server).connected();
        Chatter bob = Chatter.registered(server).connected();
        Patience.until("two sockets are open", () -> value(PLAIN_SOCKETS) == 2);
        talk(alice, bob);
        ONCE.forEach(metric -> awaitGrowth(metric, 1));
        TWICE.forEach(metric -> awaitGrowth(metric, 2));

        bob.leave();
        awaitLogged("socket_closed door=plain user=" + bob.id() + " socket=\\d+ reason=\"1000 by the peer\"");
        Patience.until("one socket is open", () -> value(PLAIN_SOCKETS) == 1);
        assertEquals(401, refusedLogin(server, alice));
        assertEquals(401, refusedHandshake(server));
        awaitLogged("login_refused reason=wrong_credentials user=" + alice.id());
        awaitLogged("socket_refused door=plain code=unauthorized");
        awaitLogged("socket_opened door=plain user=" + alice.id());
        alice.leave();
        for (String secret : List.of(BODY, Rest.PASSWORD, "a wrong password", alice.token(), alice.email())) {
            assertFalse(server.log().contains(secret), secret);
        }
    }

    private static void talk(Chatter alice, Chatter bob) throws InterruptedException {
        long chat = alice.ask("create_chat", Map.of("userIds", List.of(bob.id())))
                .path("id")
                .asLong();
        bob.ask("enter_chat", Map.of("chatIds", List.of(chat)));
        alice.ask("send_message", Map.of("chatId", chat, "message", BODY));
        assertEquals(BODY, bob.hear().path("data").path("message").asText());
        alice.ask("send_message", Map.of("whisperTargetId", bob.id(), "message", BODY));
        bob.hear();
        bob.ask("enter_chat", Map.of("chatIds", List.of(chat), "after", Map.of("" + chat, 0)));
        bob.hear();
        alice.ask("no_such_event", Map.of());
    }

    private static int refusedLogin(RunningServer server, Chatter who) {
        return Rest.stranger(server).login(who.name(), "a wrong password").status();
    }

    private static int refusedHandshake(RunningServer server) {
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(server.ws("/chats"), new WebSocket.Listener() {})
                    .join();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    private double value(String metric) {
        return Metrics.of(server).value(metric);
    }

    private void awaitGrowth(String metric, int by) {
        Patience.until(metric + " grows by " + by, () -> value(metric) == before.get(metric) + by);
    }

    private void awaitLogged(String line) {
        Pattern pattern = Pattern.compile(line);
        Patience.until(
                "it is logged: " + line, () -> pattern.matcher(server.log()).find());
    }
}
