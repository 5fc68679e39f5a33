package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of the Socket.IO door without a token, on a server with little memory: whatever they do, it serves the others. */
@ExtendWith(SmallStage.Shared.class)
@ResourceLock(SmallStage.LOCK)
@Order(2)
class GuestsOfSocketIoIT {
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final int SOCKETS = 55;
    private static final int GUESTS = SmallStage.GUESTS_PER_ADDRESS;
    private static final int LOG_LINES_AT_ONCE = 4 * SmallStage.LOG_LINES_PER_SECOND_PER_ADDRESS;
    private static final int BIG = 990_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Stage stage;

    @BeforeEach
    void enter(SmallStage small) {
        stage = small.stage();
    }

    @AfterEach
    void someoneIsServed() throws Exception {
        for (AutoCloseable socket : open) {
            socket.close();
        }
        assertTrue(stage.server().isRunning(), "the server lives");
        Person person = person("someone");
        TextSocket heard = TextSocket.listener();
        WebSocket socket = TextSocket.connect(http, stage.server().ws(""), person, heard);
        socket.sendText("42/chats,1[\"create_chat\",{\"userIds\":[" + person.id() + "]}]", true)
                .join();
        heard.hears("43/chats,1[");
        socket.abort();
        assertEquals(200, person.rest().get("/users/me").status());
    }

    /** Each of them, 55 times at once, ended a server of twice this memory. */
    @ParameterizedTest
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(strings = {"attachments", "attachments behind the main namespace", "nested arrays"})
    void theMemoryIsNotFilled(String by) throws Exception {
        byte[] big = new byte[BIG];
        String arrays = "40/chats,{\"a\":[" + "[],".repeat(BIG / 3) + "1]}";
        for (int i = 0; i < SOCKETS; i++) {
            try {
                RawSocket socket = socket("");
                if (by.equals("nested arrays")) {
                    socket.sendText(arrays);
                    continue;
                }
                if (by.equals("attachments behind the main namespace")) {
                    socket.sendText("40");
                }
                socket.sendText("4510-[\"x\"]");
                for (int n = 0; n < 9; n++) {
                    socket.send(true, RawSocket.BINARY, big);
                }
            } catch (IOException cutMeanwhile) {
                // the server need not read on
            }
        }
    }

    @Test
    void anAddressHasSoManySessionsOfNobody() throws Exception {
        List<Polling> sessions = new ArrayList<>();
        HttpResponse<String> answer = handshake(Map.of());
        for (int i = 0; answer.statusCode() == 200 && i < 2 * GUESTS; i++) {
            sessions.add(Polling.session(stage.server(), answer.body()));
            answer = handshake(Map.of());
        }
        assertEquals(429, answer.statusCode());
        assertEquals("{\"code\":4,\"message\":\"Too many requests\"}", answer.body());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
        assertEquals(429, statusOfAWebSocket());

        Person person = person("known");
        assertEquals(
                200,
                handshake(Map.of("Authorization", "Bearer " + person.token())).statusCode());
        Polling known = sessions.get(0);
        known.posts("40/chats," + TextSocket.auth(person));
        assertEquals(200, handshake(Map.of()).statusCode(), "one guest less");
        sessions.forEach(session -> session.posts("1"));
    }

    @Test
    void whoIsRefusedAgainAndAgainIsClosedAndSoonNotLoggedAnyMore() throws Exception {
        int sockets = 10;
        int refusals = 0;
        int begun = stage.server().log().length();
        for (int i = 0; i < sockets; i++) {
            RawSocket socket = socket("");
            socket.receive();
            RawSocket.Received answer = new RawSocket.Received(RawSocket.TEXT, new byte[0]);
            for (int n = 0; answer.opcode() == RawSocket.TEXT && n < 100; n++) {
                socket.sendText("40/chats,{\"token\":\"wrong\"}");
                answer = socket.last();
                refusals += answer.opcode() == RawSocket.TEXT ? 1 : 0;
            }
            assertEquals(RawSocket.CLOSE, answer.opcode());
        }
        assertEquals(10 * sockets, refusals);
        long lines = stage.server()
                .log()
                .substring(begun)
                .lines()
                .filter(line -> line.contains("socket_refused"))
                .count();
        assertTrue(lines >= LOG_LINES_AT_ONCE / 2, () -> lines + " lines");
        assertTrue(lines < 10 * sockets, () -> lines + " lines");
    }

    @Test
    void aHandshakeKeepsNoBigHeaders() throws Exception {
        assertEquals(
                431,
                handshake(Map.of("X-A", "a".repeat(5_000), "X-B", "b".repeat(5_000)))
                        .statusCode());
        assertEquals(400, handshake(Map.of("X-A", "a".repeat(16_000))).statusCode());
        HttpResponse<String> expired = handshake(Map.of("Authorization", "Bearer " + "x".repeat(8_192)));
        assertEquals(200, expired.statusCode(), "as long as the longest token");
        Polling session = Polling.session(stage.server(), expired.body());
        session.posts("40/chats,");
        session.polls("44/chats,{\"message\":\"unauthorized\"");
        session.posts("1");
    }

    /** By a byte now and then the container would read it for ever. */
    @Test
    void aBodyHasTimeToArrive() throws Exception {
        HttpResponse<String> opened = handshake(Map.of());
        String sid = Polling.sid(opened.body());
        try (java.net.Socket post = new java.net.Socket(
                stage.server().http("/").getHost(), stage.server().port())) {
            post.setSoTimeout(25_000);
            String head = "POST " + POLLING + "&sid=" + sid + " HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n4";
            post.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] status = post.getInputStream().readNBytes("HTTP/1.1 400".length());
            assertEquals("HTTP/1.1 400", new String(status, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aSessionsIdIsInNoLog() throws Exception {
        HttpResponse<String> opened = handshake(Map.of());
        String sid = Polling.sid(opened.body());
        Polling session = Polling.session(stage.server(), opened.body());
        Person logged = person("logged");
        session.posts("40/chats," + TextSocket.auth(logged));
        session.polls("40/chats,");
        session.posts("1");
        session.poll();
        String log = Patience.await(
                () -> {
                    String all = stage.server().log();
                    return all.lines()
                                    .anyMatch(line -> line.contains(" user=" + logged.id() + " ")
                                            && line.contains("reason=\"transport close\""))
                            ? all
                            : null;
                },
                "the socket's end is logged");
        assertFalse(log.contains(sid));
    }

    private Person person(String name) {
        return Story.person(name, stage.server(), stage.provider());
    }

    private RawSocket socket(String headers) throws IOException {
        RawSocket socket = new RawSocket(stage.server(), WEBSOCKET, headers);
        open.add(socket);
        return socket;
    }

    private int statusOfAWebSocket() {
        try {
            socket("");
            return 101;
        } catch (IOException refused) {
            return Integer.parseInt(refused.getMessage().replaceAll("(?s).*HTTP/1.1 (\\d+).*", "$1"));
        }
    }

    private HttpResponse<String> handshake(Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(stage.server().http(POLLING));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
