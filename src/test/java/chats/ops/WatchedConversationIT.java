package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.ServerUnderTest;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerUnderTest.class)
class WatchedConversationIT {
    private static final String BODY = "the secret of the conversation";

    @Test
    void isCountedAndLoggedWithoutItsSecrets(RunningPostgres postgres) throws Exception {
        try (RunningServer server =
                ServerToStart.on(postgres, postgres.newDatabase()).start()) {
            Chatter alice = Chatter.registered(server).connected();
            Chatter bob = Chatter.registered(server).connected();
            assertEquals(2, value(server, "chats_open_sockets{door=\"plain\""));

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

            assertEquals(1, value(server, "chats_messages_stored_total{kind=\"message\""));
            assertEquals(1, value(server, "chats_messages_stored_total{kind=\"whisper\""));
            assertEquals(2, value(server, "chats_delivered_total{"));
            assertEquals(1, value(server, "chats_replayed_total{"));
            assertEquals(1, value(server, "chats_refused_frames_total{code=\"unknown_event\""));
            assertEquals(2, value(server, "chats_send_to_deliver_seconds_count{"));
            assertEquals(2, value(server, "chats_batch_size_sum{"));

            bob.leave();
            awaitLogged(
                    server, "socket_closed door=plain user=" + bob.id() + " socket=\\d+ reason=\"1000 by the peer\"");
            assertEquals(1, value(server, "chats_open_sockets{door=\"plain\""));
            assertEquals(401, refusedLogin(server, alice));
            assertEquals(401, refusedHandshake(server));
            awaitLogged(server, "login_refused reason=wrong_credentials user=" + alice.id());
            awaitLogged(server, "socket_refused door=plain code=unauthorized");
            awaitLogged(server, "socket_opened door=plain user=" + alice.id());
            for (String secret : List.of(BODY, Chatter.PASSWORD, "a wrong password", alice.token(), alice.email())) {
                assertFalse(server.log().contains(secret), secret);
            }
        }
    }

    private static int refusedLogin(RunningServer server, Chatter who) throws Exception {
        return Chatter.post(server, "/auth/login", Map.of("email", who.email(), "password", "a wrong password"))
                .statusCode();
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

    private static double value(RunningServer server, String metric) throws Exception {
        String metrics = Ask.get(server, "/metrics").body();
        Matcher line = Pattern.compile("^" + Pattern.quote(metric) + ".* ([0-9.E]+)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertTrue(line.find(), metric);
        return Double.parseDouble(line.group(1));
    }

    private static void awaitLogged(RunningServer server, String line) {
        Pattern pattern = Pattern.compile(line);
        long end = System.nanoTime() + 30_000_000_000L;
        while (!pattern.matcher(server.log()).find()) {
            assertTrue(System.nanoTime() < end, () -> line + " is not in " + server.log());
            LockSupport.parkNanos(50_000_000);
        }
    }
}
