package chats.attacks;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.TextListener;
import chats.run.Background;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other people than the attackers, at an address of their own: one asks for the health of the server, two chat over the plain door, one logs
 * in again and again. How long each waits is written down.
 */
final class Bystanders implements AutoCloseable {
    private static final Pattern SENT = Pattern.compile("\"message\":\"at (\\d+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningServer server;
    private final Map<String, List<Long>> waits = new LinkedHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean over;

    Bystanders(RunningServer server) {
        this.server = server;
        for (String what : List.of("health", "message", "login")) {
            waits.put(what, Collections.synchronizedList(new ArrayList<>()));
        }
        Rest stranger = Rest.stranger(server);
        String name = Rest.newName();
        String alice = token(stranger.register(name));
        Answer bob = stranger.register(Rest.newName());
        List<JsonNode> others = List.of(bob.granted().at("/user/id"));
        long chat = stranger.with(alice)
                .post("/chats", Map.of("userIds", others))
                .granted()
                .get("id")
                .asLong();
        chat(alice, token(bob), chat);
        repeat("health", 50, () -> stranger.get("/health/live").granted());
        repeat("login", 500, () -> stranger.login(name, Rest.PASSWORD).granted());
    }

    private static String token(Answer registered) {
        return registered.granted().get("accessToken").asText();
    }

    /** Milliseconds by what is waited for, sorted; begins anew. */
    Map<String, long[]> waits() {
        Map<String, long[]> sorted = new LinkedHashMap<>();
        waits.forEach((what, times) -> {
            synchronized (times) {
                sorted.put(
                        what, times.stream().mapToLong(Long::longValue).sorted().toArray());
                times.clear();
            }
        });
        return sorted;
    }

    /** What was not answered as it should be, since the last time. */
    int failures() {
        return failures.getAndSet(0);
    }

    private void chat(String alice, String bob, long chat) {
        WebSocket hears = open(bob, new TextListener() {
            @Override
            protected void heard(WebSocket from, String text) {
                Matcher sent = SENT.matcher(text);
                if (sent.find()) {
                    took("message", System.nanoTime() - Long.parseLong(sent.group(1)));
                }
            }
        });
        hears.sendText("{\"event\":\"enter_chat\",\"data\":{\"chatIds\":[" + chat + "]}}", true)
                .join();
        WebSocket says = open(alice, new WebSocket.Listener() {});
        Background.start(() -> {
            while (!over) {
                says.sendText(
                                "{\"event\":\"send_message\",\"data\":{\"chatId\":" + chat + ",\"message\":\"at "
                                        + System.nanoTime() + "\"}}",
                                true)
                        .join();
                pause(50);
            }
        });
    }

    private WebSocket open(String token, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(server.ws("/chats"), listener)
                .join();
    }

    private void repeat(String what, long everyMillis, Runnable call) {
        Background.start(() -> {
            while (!over) {
                long start = System.nanoTime();
                try {
                    call.run();
                } catch (RuntimeException e) {
                    failures.incrementAndGet();
                }
                took(what, System.nanoTime() - start);
                pause(everyMillis);
            }
        });
    }

    private void took(String what, long nanos) {
        waits.get(what).add(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public void close() {
        over = true;
    }
}
