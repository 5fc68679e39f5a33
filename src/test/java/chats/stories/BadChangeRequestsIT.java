package chats.stories;

import static chats.stories.Change.edit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests to change a message that REST refuses, each with a problem document, and what it lets through. */
class BadChangeRequestsIT extends Story {
    private static final String REACTION = "/reactions/%F0%9F%91%8D";

    private Person alice;
    private ChatRoom chat;
    private String message;

    @BeforeEach
    void post() {
        alice = person("alice");
        chat = alice.opensChatWith();
        alice.posts("hi", chat);
        message = chat.message(1);
    }

    @AfterEach
    void theServerServes() {
        theServerStillServes();
    }

    @Test
    void anEditOfTheWrongFormIsRefused() {
        Consumer<String> check = body -> {
            alice.rest().patch(message, body).isRefused("validation_failed");
        };
        each(BadRequestsIT.WITHOUT_A_TEXT, check);
        each(
                List.of(
                        "{\"message\":[\"new\"]}",
                        "{\"message\":\"\"}",
                        "{\"message\":\" \\t \"}",
                        "{\"text\":\"new\"}",
                        "{\"message\":\"new\",\"clientChangeId\":5}",
                        "{\"message\":\"new\",\"clientChangeId\":\"\"}",
                        "{'message':'new'}",
                        "{\"message\":\"a\\u0000b\"}",
                        "{\"message\":\"new\",\"message\":\"newer\"} trailing",
                        "{\"message\":\"new\",\"extra\":" + "[".repeat(40) + "]".repeat(40) + "}",
                        "{\"message\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                check);
        byte[] broken = "{\"message\":\"new\"}".getBytes(StandardCharsets.UTF_8);
        broken[12] = (byte) 0xff;
        alice.rest()
                .send("PATCH", message, BodyPublishers.ofByteArray(broken), "Content-Type", "application/json")
                .isRefused("validation_failed");
        alice.rest()
                .patch(message, "{\"message\":\"new\"" + " ".repeat(65 * 1024) + "}")
                .isRefused("too_large");
        nothingHasChanged();
    }

    @Test
    void theFieldAtFaultIsNamed() {
        JsonNode problem = alice.rest()
                .patch(message, "{\"message\":\"" + "x".repeat(4_001) + "\"}")
                .isRefused("validation_failed");
        assertEquals("message", problem.at("/violations/0/field").asText());
        problem = alice.rest()
                .patch(message, "{\"message\":\"new\",\"clientChangeId\":\"" + "x".repeat(65) + "\"}")
                .isRefused("validation_failed");
        assertEquals("clientChangeId", problem.at("/violations/0/field").asText());
        nothingHasChanged();
    }

    @Test
    void aBodyThatIsNotCalledJsonIsNotRead() {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "application/xml"}) {
            alice.rest()
                    .send("PATCH", message, BodyPublishers.ofString("{\"message\":\"new\"}"), "Content-Type", type)
                    .isProblem(415);
        }
        nothingHasChanged();
    }

    @Test
    void whatNeedsNoBodyTakesAnyLength() {
        assertTrue(alice.rest().put(message + REACTION).ok().has("reactions"));
        String[] json = {"Content-Type", "application/json"};
        assertEquals(
                200,
                alice.rest()
                        .send("DELETE", message + REACTION, BodyPublishers.ofString("{}"), json)
                        .status());
        assertEquals(
                200,
                alice.rest()
                        .send("PUT", message + REACTION, BodyPublishers.ofString("{}"), json)
                        .status());
        assertTrue(alice.rest().delete(message).ok().has("deletedAt"));
    }

    @Test
    void aSeqThatIsNoNumberIsAClientsFault() {
        each(List.of("abc", "1.5", "99999999999999999999", "1e9", "%F0%9F%98%80", "01x", "+"), seq -> {
            Rest rest = alice.rest();
            for (Answer answer : List.of(
                    rest.get(chat.message(0).replaceFirst("0$", seq)),
                    rest.patch(chat.message(0).replaceFirst("0$", seq), "{\"message\":\"new\"}"),
                    rest.delete(chat.message(0).replaceFirst("0$", seq)),
                    rest.put(chat.message(0).replaceFirst("0$", seq) + REACTION))) {
                answer.isProblem(answer.status() == 404 ? 404 : 400);
            }
        });
        nothingHasChanged();
    }

    @Test
    void anEmojiThatIsNotUtf8IsAClientsFault() {
        each(List.of("%FF", "%F0%9F%91", "%ED%A0%BD", "%C0%80", "%00", "%0A", "%2E", "%25", "a%2Fb"), emoji -> {
            for (String method : List.of("PUT", "DELETE")) {
                Answer answer = Rest.stranger(server())
                        .with(alice.token())
                        .send(method, message + "/reactions/" + emoji, BodyPublishers.noBody());
                assertTrue(answer.status() == 400 || answer.status() == 404, () -> method + " " + answer);
            }
        });
        nothingHasChanged();
    }

    @Test
    void otherMethodsAreNotTaken() {
        Rest rest = Rest.stranger(server()).with(alice.token());
        each(
                List.of(
                        "POST " + message,
                        "PUT " + message,
                        "PATCH " + chat.messages(),
                        "DELETE " + chat.messages(),
                        "GET " + message + REACTION,
                        "POST " + message + REACTION,
                        "PATCH " + message + REACTION,
                        "POST " + chat.path() + "/changes",
                        "DELETE " + chat.path() + "/changes"),
                call -> {
                    String[] words = call.split(" ");
                    rest.send(words[0], words[1], BodyPublishers.ofString("{}"), "Content-Type", "application/json")
                            .isProblem(405);
                });
        rest.get(message + "/nowhere").isProblem(404);
        rest.get(message + "/reactions").isProblem(404);
        nothingHasChanged();
    }

    @Test
    void withoutATokenNothingIsTaken() {
        Rest nobody = Rest.stranger(server()).documented();
        for (Answer answer : List.of(
                nobody.get(message),
                nobody.get(chat.changes("")),
                nobody.patch(message, "{\"message\":\"new\"}"),
                nobody.delete(message),
                nobody.put(message + REACTION),
                nobody.delete(message + REACTION))) {
            answer.isRefused("unauthorized");
        }
        nothingHasChanged();
    }

    @Test
    void headIsGetWithoutABody() {
        Rest rest = Rest.stranger(server()).with(alice.token());
        for (String path : List.of(message, chat.changes(""))) {
            Answer answer = rest.send("HEAD", path, BodyPublishers.noBody());
            assertEquals(200, answer.status());
            assertEquals("", answer.text());
        }
        assertEquals(
                404, rest.send("HEAD", chat.message(2), BodyPublishers.noBody()).status());
    }

    @Test
    void pagesOfOtherHostsMayUseTheseMethods() {
        Rest nobody = Rest.stranger(server());
        for (String method : List.of("PATCH", "DELETE", "PUT", "GET")) {
            String path = method.equals("PUT") ? message + REACTION : message;
            Answer asked = nobody.send(
                    "OPTIONS",
                    path,
                    BodyPublishers.noBody(),
                    "Origin",
                    "https://app.example",
                    "Access-Control-Request-Method",
                    method,
                    "Access-Control-Request-Headers",
                    "authorization,content-type");
            assertEquals(204, asked.status());
            String methods =
                    asked.headers().firstValue("Access-Control-Allow-Methods").orElse("");
            assertTrue(List.of(methods.split(",\\s*")).contains(method), () -> method + " is not in " + methods);
        }
        Answer edited = alice.rest()
                .send(
                        "PATCH",
                        message,
                        BodyPublishers.ofString("{\"message\":\"new\"}"),
                        "Content-Type",
                        "application/json",
                        "Origin",
                        "https://app.example");
        edited.ok();
        assertEquals(
                "https://app.example",
                edited.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }

    private void nothingHasChanged() {
        assertEquals("hi", alice.reads(chat, 1).get("message").asText());
        assertEquals(0, alice.looksAt(chat).get("lastRev").asInt());
        assertEquals(1, alice.looksAt(chat).get("lastSeq").asInt());
        assertEquals("hello", alice.does(edit("hello"), chat, 1).get("message").asText());
    }
}
