package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.socketio.Packets;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a client of the running server sends, nothing but the protocol's own refusals comes of it. */
class AnythingOverSocketIoIT extends Story {
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final Set<Integer> ANSWERS = Set.of(200, 400);
    private static final int TRIES = 100;
    private static final Arbitrary<List<String>> PACKETS = Packets.some("/chats");
    private static final Arbitrary<byte[]> NOISE =
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int logged;

    @Override
    Door door() {
        return new JavaDoor();
    }

    @BeforeEach
    void readTheLog() {
        logged = server().log().length();
    }

    @AfterEach
    void theServerServesAndHasNothingToTell() {
        theServerStillServes();
        String since = server().log().substring(logged);
        assertTrue(since.lines().noneMatch(line -> line.matches("\\s+at .*|.*(Exception|Error)\\b.*| E ")), since);
    }

    @Test
    void packetsByPollingAreTakenOrRefused() {
        String connect = "40/chats," + Trees.object("token", person("alice").token());
        JqwikSession.run(() -> {
            for (int i = 0; i < TRIES; i++) {
                String session = opens();
                posts(session, connect.getBytes(StandardCharsets.UTF_8), "a CONNECT");
                String payload = String.join("\u001e", PACKETS.sample());
                posts(session, payload.getBytes(StandardCharsets.UTF_8), payload);
                posts(session, NOISE.sample(), "noise after " + payload);
                ends(session);
            }
        });
    }

    @Test
    void packetsByWebSocketEndTheirOwnConnectionAtMost() {
        String connect = "40/chats," + Trees.object("token", person("alice").token());
        JqwikSession.run(() -> {
            for (int i = 0; i < TRIES; i++) {
                List<String> packets = PACKETS.sample();
                try (RawSocket socket = new RawSocket(server(), "/socket.io/?EIO=4&transport=websocket", "")) {
                    socket.sendText(connect);
                    for (String packet : packets) {
                        socket.sendText(packet);
                        socket.send(true, RawSocket.BINARY, NOISE.sample());
                    }
                    socket.send(true, RawSocket.CLOSE, new byte[0]);
                    assertEquals(1005, socket.closeCode(), () -> "after " + packets);
                } catch (IOException closedMeanwhile) {
                    // the server need not hear it out
                }
            }
        });
    }

    private String opens() {
        HttpResponse<String> answer = sends(HttpRequest.newBuilder(server().http(POLLING)));
        assertEquals(200, answer.statusCode());
        return Trees.parse(answer.body().substring(1)).get("sid").asText();
    }

    private void posts(String session, byte[] body, String what) {
        HttpResponse<String> answer = sends(HttpRequest.newBuilder(server().http(POLLING + "&sid=" + session))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertTrue(ANSWERS.contains(answer.statusCode()), () -> answer.statusCode() + " for " + what);
    }

    /** So that it does not count among the user's open sockets. */
    private void ends(String session) {
        sends(HttpRequest.newBuilder(server().http(POLLING + "&sid=" + session))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString("1")));
    }

    private HttpResponse<String> sends(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
