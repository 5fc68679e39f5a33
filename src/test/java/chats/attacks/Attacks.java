package chats.attacks;

import chats.attacks.Attack.Attacker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was tried on this server or on others of its kind, by name. */
final class Attacks {
    private static final int CONNECTIONS = 55;
    private static final String WEBSOCKET = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String CLOSE = "Connection: close\r\n\r\n";

    private Attacks() {}

    static Map<String, Attack> all() {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("attachments", attacker -> sockets(attacker, "4510-/chats,[\"a\"]", 9));
        attacks.put("attachments-of-main", attacker -> sockets(attacker, "40", 0, "4510-[\"a\"]", 9));
        attacks.put("nested-arrays", Attacks::nestedArrays);
        attacks.put("refused-connects", Attacks::refusedConnects);
        attacks.put("slow-bodies", attacker -> slow(attacker, RawRequest.post("/auth/login", 1_000) + "{"));
        attacks.put("slow-chunks", attacker -> slow(attacker, RawRequest.postChunks("/auth/login") + "1\r\n{\r\n"));
        attacks.put("slow-heads", attacker -> slow(attacker, "GET / HTTP/1.1\r\nHost: localhost\r\n" + bigHeaders(40)));
        attacks.put(
                "unread-answers",
                attacker -> slow(attacker, "GET /asyncapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n".repeat(200)));
        attacks.put("wrong-logins", Attacks::wrongLogins);
        attacks.put("big-handshakes", Attacks::bigHandshakes);
        attacks.put("log-lines", Attacks::logLines);
        attacks.put("dear-searches", attacker -> get(attacker, "/users?page=2000&limit=100&query=e"));
        attacks.put("dear-chats", Attacks::dearChats);
        return attacks;
    }

    private static void sockets(Attacker attacker, Object... what) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            RawRequest socket = attacker.connect(WEBSOCKET);
            for (Object part : what) {
                if (part instanceof String text) {
                    socket.sendFrame(1, text.getBytes(StandardCharsets.UTF_8));
                } else {
                    for (int k = 0; k < (int) part; k++) {
                        socket.sendFrame(2, new byte[990_000]);
                    }
                }
            }
        }
        pause(1_000);
    }

    private static void nestedArrays(Attacker attacker) throws IOException {
        sockets(attacker, "42/chats,[\"a\"" + ",[]".repeat(329_000) + "]");
    }

    private static void refusedConnects(Attacker attacker) throws IOException {
        RawRequest socket = attacker.connect(WEBSOCKET);
        for (int i = 0; i < 2_000; i++) {
            socket.sendFrame(1, "40/chats,{\"token\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void slow(Attacker attacker, String start) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            attacker.connect(start);
        }
        for (int i = 0; i < 4; i++) {
            pause(4_000);
            for (RawRequest request : attacker.open()) {
                try {
                    request.send(" ");
                } catch (IOException ended) {
                    // one that the server has ended
                }
            }
        }
    }

    private static void wrongLogins(Attacker attacker) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            String email = "nobody" + ThreadLocalRandom.current().nextInt(1_000_000) + "@example.org";
            attacker.connect(
                    json("POST", "/auth/login", "", "{\"email\":\"" + email + "\",\"password\":\"wrong password\"}"));
        }
        pause(200);
    }

    private static void bigHandshakes(Attacker attacker) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            attacker.connect(WEBSOCKET.replace(
                    "Host:",
                    "Authorization: " + "a".repeat(16_000) + "\r\nX-Forwarded-For: " + "b".repeat(16_000)
                            + "\r\nHost:"));
        }
        pause(100);
    }

    private static void logLines(Attacker attacker) throws IOException {
        attacker.ask("GET /metrics?scope=x%0aERROR HTTP/1.1\r\nHost: localhost\r\n" + CLOSE);
        attacker.ask("GET /users HTTP/1.1\r\nHost: localhost\r\nAccept: \"\r\n" + CLOSE);
    }

    private static void dearChats(Attacker attacker) throws IOException {
        String users =
                IntStream.rangeClosed(1, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        attacker.ask(json("POST", "/chats", bearer(attacker), "{\"userIds\":[" + users + "]}"));
        pause(50);
    }

    private static void get(Attacker attacker, String path) throws IOException {
        for (int i = 0; i < 48; i++) {
            attacker.connect("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + bearer(attacker) + CLOSE);
        }
        pause(200);
    }

    private static String json(String method, String path, String headers, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n" + CLOSE + body;
    }

    private static String bearer(Attacker attacker) {
        return "Authorization: Bearer " + attacker.token() + "\r\n";
    }

    private static String bigHeaders(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "X-" + i + ": " + "a".repeat(8_000) + "\r\n")
                .collect(Collectors.joining());
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
