package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that REST refuses, each with a problem document. */
class BadRequestsIT extends Story {
    /** Bodies that have no text in {@code message}. */
    static final List<String> WITHOUT_A_TEXT = List.of(
            "",
            " ",
            "hi",
            "{",
            "[]",
            "null",
            "1",
            "\"hi\"",
            "{}",
            "{}{}",
            "{\"message\":null}",
            "{\"message\":5}",
            "{\"message\":1e999999999}",
            "{\"message\":true}",
            "{\"message\":{}}");

    private Person alice;
    private ChatRoom chat;

    @BeforeEach
    void openAChat() {
        alice = person("alice");
        chat = alice.opensChatWith();
    }

    @AfterEach
    void nothingWasStoredAndTheServerServes() {
        assertEquals(0, alice.reads(chat, "").get("lastSeq").asInt());
        assertEquals(1, alice.rest().get("/chats").ok().get("total").asInt());
        theServerStillServes();
    }

    @Test
    void aMessageOfTheWrongFormIsRefused() {
        Consumer<String> check = body -> {
            alice.rest().post(chat.messages(), body).isRefused("validation_failed");
        };
        each(WITHOUT_A_TEXT, check);
        each(
                List.of(
                        "{\"message\":[\"hi\"]}",
                        "{\"text\":\"hi\"}",
                        "{\"message\":\"hi\",\"clientMessageId\":5}",
                        "{'message':'hi'}",
                        "{\"message\":\"a\\u0000b\"}",
                        "{\"message\":\"hi\"} trailing"),
                check);
    }

    @Test
    void aChatOfTheWrongFormIsRefused() {
        each(
                List.of(
                        "{}",
                        "{\"userIds\":null}",
                        "{\"userIds\":[]}",
                        "{\"userIds\":1}",
                        "{\"userIds\":[\"1\"]}",
                        "{\"userIds\":[1.5]}",
                        "{\"userIds\":[null]}",
                        "{\"userIds\":[1e999999999]}",
                        "{\"userIds\":[[1]]}",
                        "{\"userIds\":[99999999999999999999]}",
                        "{\"userIds\":{\"1\":1}}",
                        "{\"userIds\":[1],\"name\":5}",
                        "{\"userIds\":[1],\"clientChatId\":5}"),
                body -> {
                    alice.rest().post("/chats", body).isRefused("validation_failed");
                });
    }

    @Test
    void aWhisperOfTheWrongFormIsRefused() {
        each(
                List.of(
                        "{\"message\":\"hi\"}",
                        "{\"whisperTargetId\":null,\"message\":\"hi\"}",
                        "{\"whisperTargetId\":\"1\",\"message\":\"hi\"}",
                        "{\"whisperTargetId\":1}",
                        "{\"whisperTargetId\":1e999999999,\"message\":\"hi\"}"),
                body -> {
                    alice.rest().post("/whispers", body).isRefused("validation_failed");
                });
    }

    @Test
    void theFieldAtFaultIsNamed() {
        JsonNode problem = alice.rest()
                .post(chat.messages(), Trees.object("message", "x".repeat(4_001)))
                .isRefused("validation_failed");
        assertEquals("message", problem.get("violations").get(0).get("field").asText());
        problem = alice.rest()
                .post("/chats", Trees.object("userIds", new long[] {-1}))
                .isRefused("validation_failed");
        assertEquals("userIds", problem.get("violations").get(0).get("field").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{\"message\":\"hi\"}\r\n0\r\n\r\n",
                "Content-Length: 100\r\n\r\n{\"message\":\"hi\"}",
                "Content-Length: 0\r\n\r\n"
            })
    void aBodyThatDoesNotEndIsTheClientsFault(String rest) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server().port())) {
            String head = "POST " + chat.messages() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + alice.token() + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
            assertFalse(server().log().contains("A request failed"), "in the server's log");
        }
    }

    @Test
    void fieldsThatNobodyAskedForAreIgnored() {
        ChatRoom other = person("bob").opensChatWith(alice);
        JsonNode posted = alice.rest()
                .post(other.messages(), Trees.object("message", "hi", "seq", "x", "chatId", chat.id(), "author", 1))
                .created();
        assertEquals(other.id(), posted.get("chatId").asLong());
        // leaves alice's list as the check afterwards expects it
        chat = other;
        alice = person("alice");
        chat = alice.opensChatWith();
    }

    @Test
    void nesting10000DeepIsRefused() {
        String body = "{\"message\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        alice.rest().post(chat.messages(), body).isRefused("validation_failed");
        String ignored = "{\"message\":\"hi\",\"extra\":" + "[".repeat(40) + "]".repeat(40) + "}";
        alice.rest().post(chat.messages(), ignored).isRefused("validation_failed");
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[] body = "{\"message\":\"hi\"}".getBytes(StandardCharsets.UTF_8);
        body[12] = (byte) 0xff;
        alice.rest()
                .send("POST", chat.messages(), BodyPublishers.ofByteArray(body), "Content-Type", "application/json")
                .isRefused("validation_failed");
    }

    @Test
    void aBodyOf65KibIsTooLarge() {
        String body = "{\"message\":\"hi\"" + " ".repeat(65 * 1024) + "}";
        alice.rest().post(chat.messages(), body).isRefused("too_large");
        alice.rest().post("/chats", body).isRefused("too_large");
    }

    @Test
    void aBodyThatIsNotCalledJsonIsNotRead() {
        String body = "{\"message\":\"hi\"}";
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "application/xml"}) {
            alice.rest()
                    .send("POST", chat.messages(), BodyPublishers.ofString(body), "Content-Type", type)
                    .isProblem(415);
        }
    }

    @Test
    void anAddressThatDoesNotExistIsAProblemDocumentToo() {
        each(
                List.of(
                        "/nowhere",
                        "/chats/1/nowhere",
                        "/chats/1/messages/1/nowhere",
                        "/auth/nowhere",
                        "/users/1/nowhere"),
                path -> {
                    alice.rest().get(path).isProblem(404);
                });
    }

    @Test
    void aMethodThatIsNotTakenIsAProblemDocumentToo() {
        alice.rest().send("DELETE", "/chats", BodyPublishers.noBody()).isProblem(405);
        alice.rest()
                .send("PUT", chat.path(), BodyPublishers.ofString("{}"), "Content-Type", "application/json")
                .isProblem(405);
    }

    @Test
    void anIdThatNothingCanHaveIsRefused() {
        each(List.of("0", "-1", "2147483648", "9007199254740993", "9223372036854775807"), id -> {
            for (String path : new String[] {"/chats/" + id, "/chats/" + id + "/messages"}) {
                alice.rest().get(path).isRefusedWithOneOf("chat_not_found", "validation_failed");
            }
            alice.rest()
                    .post("/chats/" + id + "/messages", Trees.object("message", "hi"))
                    .isRefusedWithOneOf("chat_not_found", "validation_failed");
            alice.rest().get("/whispers?with=" + id).isRefusedWithOneOf("user_not_found", "validation_failed");
            alice.rest()
                    .post("/chats", Trees.object("userIds", new long[] {Long.parseLong(id)}))
                    .isRefusedWithOneOf("user_not_found", "validation_failed");
        });
    }

    @Test
    void anIdThatIsNoNumberIsAClientsFault() {
        each(List.of("abc", "1.5", "99999999999999999999", "1e9", "%F0%9F%98%80"), id -> {
            int status = alice.rest().get("/chats/" + id + "/messages").status();
            alice.rest().get("/chats/" + id + "/messages").isProblem(status == 404 ? 404 : 400);
            alice.rest().get("/whispers?with=" + id).isRefused("validation_failed");
        });
    }
}
