package chats.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.Trees;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who talks with the people on the page over REST. */
final class Friend {
    private static final String[] JSON = {"Content-Type", "application/json"};

    private final Account account;
    private final String token;
    private final long id;
    private final Rest rest;

    private Friend(RunningServer server, Account account, JsonNode tokens) {
        this.account = account;
        this.token = tokens.get("accessToken").asText();
        this.id = tokens.at("/user/id").asLong();
        this.rest = Rest.stranger(server).with(token);
    }

    /** Somebody new who is logged in. */
    static Friend loggedIn(Stage stage, Account account) {
        return by(stage, account, Login.withoutCookie(account));
    }

    /** Somebody who has an account, logged in once more. */
    static Friend again(Stage stage, Account account) {
        return by(stage, account, Login.againWithoutCookie(account));
    }

    private static Friend by(Stage stage, Account account, Login login) {
        return new Friend(
                stage.server(),
                account,
                Rest.stranger(stage.server()).refresh(login.refreshToken()).granted());
    }

    /** Ends the login of this token. */
    static void logsOut(RunningServer server, String token) {
        Answer answer = Rest.stranger(server).with(token).send("POST", "/auth/logout", BodyPublishers.noBody());
        assertEquals(204, answer.status());
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

    /** A new chat whose members do not see what was said before they came. */
    long startsChatWithoutPast(String name, long other) {
        return post("/chats", Map.of("userIds", List.of(other), "name", name, "history", "joined"))
                .get("id")
                .asLong();
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

    Friend edits(long chat, long seq, String text) {
        send(
                "PATCH",
                message(chat, seq),
                BodyPublishers.ofString(Trees.of(Map.of("message", text)).toString()),
                JSON);
        return this;
    }

    Friend deletes(long chat, long seq) {
        send("DELETE", message(chat, seq), BodyPublishers.noBody());
        return this;
    }

    Friend reacts(long chat, long seq, String emoji) {
        String path = message(chat, seq) + "/reactions/" + URLEncoder.encode(emoji, StandardCharsets.UTF_8);
        send("PUT", path, BodyPublishers.noBody());
        return this;
    }

    Friend adds(long chat, long user) {
        post("/chats/" + chat + "/members", Map.of("userIds", List.of(user)));
        return this;
    }

    Friend removes(long chat, long user) {
        send("DELETE", "/chats/" + chat + "/members/" + user, BodyPublishers.noBody());
        return this;
    }

    Friend names(long chat, String name) {
        send(
                "PATCH",
                "/chats/" + chat,
                BodyPublishers.ofString(Trees.of(Map.of("name", name)).toString()),
                JSON);
        return this;
    }

    /** Takes another nickname. */
    Friend isCalled(String nickname) {
        send(
                "PATCH",
                "/users/me",
                BodyPublishers.ofString(Trees.of(Map.of("nickname", nickname)).toString()),
                JSON);
        return this;
    }

    /** The chat that the whispers with somebody are. */
    long chatWith(long other) {
        return get("/whispers?limit=1&with=" + other).at("/data/0/chatId").asLong();
    }

    private static String message(long chat, long seq) {
        return "/chats/" + chat + "/messages/" + seq;
    }

    private void send(String method, String path, BodyPublisher body, String... headers) {
        rest.send(method, path, body, headers).granted();
    }

    private JsonNode post(String path, Object body) {
        return rest.post(path, body).granted();
    }

    private JsonNode get(String path) {
        return rest.get(path).granted();
    }
}
