package chats.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who talks with the people on the page over REST. */
final class Friend {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningServer server;
    private final Account account;
    private final String token;
    private final long id;

    private Friend(RunningServer server, Account account, JsonNode tokens) {
        this.server = server;
        this.account = account;
        this.token = tokens.get("accessToken").asText();
        this.id = tokens.at("/user/id").asLong();
    }

    static Friend registers(Stage stage, Account account) {
        JsonNode tokens = post(
                stage.server(),
                null,
                "/auth/register",
                Map.of("email", account.email(), "nickname", account.nickname(), "password", account.password()));
        return new Friend(stage.server(), account, tokens);
    }

    /** Ends the login of this token. */
    static void logsOut(RunningServer server, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http("/auth/logout"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody());
        assertEquals(204, exchange(request).statusCode());
    }

    long id() {
        return id;
    }

    String token() {
        return token;
    }

    Account account() {
        return account;
    }

    String nickname() {
        return account.nickname();
    }

    /** The id of somebody with this nickname. */
    long idOf(String nickname) {
        String query = URLEncoder.encode(nickname, StandardCharsets.UTF_8);
        for (JsonNode user : get("/users?limit=100&query=" + query).get("data")) {
            if (user.get("nickname").asText().equals(nickname)) {
                return user.get("id").asLong();
            }
        }
        throw new IllegalStateException("Nobody is called " + nickname);
    }

    /** A new chat with these people; without a name if that is null. */
    long startsChat(String name, Long... people) {
        Map<String, Object> request = new HashMap<>(Map.of("userIds", List.of(people)));
        request.put("name", name);
        return post("/chats", request).get("id").asLong();
    }

    /** In how many this friend is. */
    int chats() {
        return get("/chats").get("total").asInt();
    }

    Friend says(long chat, String text) {
        post("/chats/" + chat + "/messages", Map.of("message", text));
        return this;
    }

    Friend whispers(long to, String text) {
        post("/whispers", Map.of("whisperTargetId", to, "message", text));
        return this;
    }

    private JsonNode post(String path, Object body) {
        return post(server, token, path, body);
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(server.http(path)).header("Authorization", "Bearer " + token));
    }

    private static JsonNode post(RunningServer server, String token, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
        return send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    private static JsonNode send(HttpRequest.Builder request) {
        HttpResponse<byte[]> answer = exchange(request);
        assertTrue(answer.statusCode() < 300, () -> answer.request() + " is answered " + answer.statusCode());
        return Json.read(answer.body());
    }

    private static HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
