package chats.attacks;

import chats.run.Background;
import chats.run.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningServer server;
    private final Map<String, List<Long>> waits = new LinkedHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean over;

    /** Somebody with an account. */
    record Account(String email, String token, long id) {}

    Bystanders(RunningServer server) throws IOException, InterruptedException {
        this.server = server;
        for (String what : List.of("health", "message", "login")) {
            waits.put(what, Collections.synchronizedList(new ArrayList<>()));
        }
        Account alice = register("alice");
        Account bob = register("bob");
        String chat = post("/chats", alice.token(), "{\"userIds\":[" + bob.id() + "]}");
        chat(alice, bob, first(ID, chat));
        repeat("health", 50, () -> get("/health/live"));
        repeat("login", 500, () -> login(alice));
    }

    Account register(String name) throws IOException, InterruptedException {
        String email = name + System.nanoTime() + "@example.org";
        String body = "{\"email\":\"%s\",\"nickname\":\"%s\",\"password\":\"%s\"}"
                .formatted(email, name + System.nanoTime(), PASSWORD);
        String answer = post("/auth/register", "", body);
        return new Account(email, first(TOKEN, answer), Long.parseLong(first(ID, answer)));
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

    private void chat(Account alice, Account bob, String chat) {
        WebSocket hears = open(bob, new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                text.append(part);
                if (last) {
                    Matcher sent = Pattern.compile("\"message\":\"at (\\d+)\"").matcher(text);
                    if (sent.find()) {
                        took("message", System.nanoTime() - Long.parseLong(sent.group(1)));
                    }
                    text.setLength(0);
                }
                socket.request(1);
                return null;
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

    private WebSocket open(Account account, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + account.token())
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/chats"), listener)
                .join();
    }

    private interface Call {
        void run() throws Exception;
    }

    private void repeat(String what, long everyMillis, Call call) {
        Background.start(() -> {
            while (!over) {
                long start = System.nanoTime();
                try {
                    call.run();
                } catch (Exception e) {
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

    private void login(Account account) throws IOException, InterruptedException {
        post("/auth/login", "", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(account.email(), PASSWORD));
    }

    private void get(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(server.http(path)).GET());
    }

    private String post(String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(text);
        }
        return found.group(1);
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public void close() {
        over = true;
    }
}
