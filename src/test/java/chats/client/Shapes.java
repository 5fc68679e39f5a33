package chats.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the contract says each answer looks like: these fields and no others, of these types. */
public final class Shapes {
    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("validation_failed", 400),
            Map.entry("unknown_event", 400),
            Map.entry("unauthorized", 401),
            Map.entry("token_expired", 401),
            Map.entry("forbidden", 403),
            Map.entry("not_a_member", 403),
            Map.entry("not_found", 404),
            Map.entry("chat_not_found", 404),
            Map.entry("user_not_found", 404),
            Map.entry("message_not_found", 404),
            Map.entry("conflict", 409),
            Map.entry("too_large", 413),
            Map.entry("rate_limited", 429),
            Map.entry("unavailable", 503));

    /** Of a message, what is left out where it has no value. */
    private static final List<String> OF_SOME = List.of("editedAt", "deletedAt", "reactions");

    private Shapes() {}

    public static int status(String code) {
        return STATUS.get(code);
    }

    public static void user(JsonNode user) {
        exactly(user, "id", "nickname");
        number(user.get("id"));
        text(user.get("nickname"));
    }

    public static void chat(JsonNode chat) {
        exactly(
                chat,
                "id",
                "kind",
                "key",
                "name",
                "history",
                "createdAt",
                "updatedAt",
                "lastSeq",
                "lastRev",
                "lastMessage",
                "users",
                "admins",
                "readSeq",
                "unread",
                "mentioned",
                "preferences");
        assertTrue(chat.get("key").isNull(), chat::toString);
        mark(chat);
        preferences(chat.get("preferences"));
        assertTrue(
                chat.get("readSeq").asLong() + chat.get("unread").asLong()
                        <= chat.get("lastSeq").asLong(),
                chat::toString);
        assertTrue(List.of("all", "joined").contains(chat.get("history").asText()), chat::toString);
        chat.get("admins").forEach(Shapes::number);
        number(chat.get("id"));
        assertTrue(List.of("room", "direct").contains(chat.get("kind").asText()), chat::toString);
        textOrNull(chat.get("name"));
        time(chat.get("createdAt"));
        time(chat.get("updatedAt"));
        number(chat.get("lastSeq"));
        number(chat.get("lastRev"));
        if (!chat.get("lastMessage").isNull()) {
            said(chat.get("lastMessage"));
            assertEquals(
                    chat.get("kind").asText().equals("direct"),
                    chat.get("lastMessage").has("from"));
        }
        chat.get("users").forEach(Shapes::user);
    }

    /** How far somebody has read in a chat. */
    public static void readMark(JsonNode mark) {
        exactly(mark, "chatId", "readSeq", "unread", "mentioned");
        number(mark.get("chatId"));
        mark(mark);
    }

    private static void mark(JsonNode of) {
        for (String field : List.of("readSeq", "unread", "mentioned")) {
            number(of.get(field));
            assertTrue(of.get(field).asLong() >= 0, of::toString);
        }
    }

    public static void preferences(JsonNode preferences) {
        exactly(preferences, "muted", "pinned", "unread");
        preferences.forEach(each -> assertTrue(each.isBoolean(), preferences::toString));
    }

    /** A change of a chat itself. */
    public static void chatChanged(JsonNode change) {
        exactly(change, "chatId", "rev", "afterSeq", "by", "name", "admins", "added", "removed");
        for (String field : List.of("chatId", "rev", "afterSeq")) {
            number(change.get(field));
        }
        if (!change.get("by").isNull()) {
            number(change.get("by"));
        }
        textOrNull(change.get("name"));
        change.get("admins").forEach(Shapes::number);
        change.get("added").forEach(Shapes::user);
        change.get("removed").forEach(Shapes::number);
    }

    /** A message of a room. */
    public static void message(JsonNode message) {
        said(message);
        assertFalse(message.has("from"), () -> "a whisper: " + message);
    }

    public static void whisper(JsonNode whisper) {
        said(whisper);
        assertTrue(whisper.has("from"), () -> "no whisper: " + whisper);
    }

    /** A message or a whisper. */
    public static void said(JsonNode message) {
        ObjectNode always = message.deepCopy();
        always.remove(OF_SOME);
        if (message.has("from")) {
            number(message.get("from"));
            number(message.get("whisperTargetId"));
            assertEquals(message.get("from"), message.get("author").get("id"));
            always.remove(List.of("from", "whisperTargetId"));
        }
        exactly(always, "id", "chatId", "seq", "author", "message", "clientMessageId", "createdAt");
        number(message.get("id"));
        number(message.get("chatId"));
        number(message.get("seq"));
        user(message.get("author"));
        text(message.get("message"));
        textOrNull(message.get("clientMessageId"));
        time(message.get("createdAt"));
        changes(message);
    }

    /** What is there only where it has a value. */
    private static void changes(JsonNode message) {
        if (message.has("deletedAt")) {
            time(message.get("deletedAt"));
            assertEquals("", message.get("message").asText());
            assertFalse(message.has("editedAt") || message.has("reactions"), message::toString);
        } else {
            assertNotEquals("", message.get("message").asText(), message::toString);
        }
        if (message.has("editedAt")) {
            time(message.get("editedAt"));
        }
        if (message.has("reactions")) {
            assertFalse(message.get("reactions").isEmpty(), message::toString);
            Set<String> emojis = new TreeSet<>();
            for (JsonNode reaction : message.get("reactions")) {
                exactly(reaction, "emoji", "userIds");
                assertTrue(emojis.add(reaction.get("emoji").asText()), () -> "an emoji twice: " + message);
                assertFalse(reaction.get("userIds").isEmpty(), () -> "an emoji of nobody: " + message);
                Set<JsonNode> users = new HashSet<>();
                for (JsonNode user : reaction.get("userIds")) {
                    number(user);
                    assertTrue(users.add(user), () -> "somebody twice: " + message);
                }
            }
            assertTrue(emojis.size() <= 20, () -> "too many emojis: " + message);
        }
    }

    /** The data of a {@code message_changed}. */
    public static void changed(JsonNode change) {
        exactly(change, "chatId", "rev", "afterSeq", "message");
        number(change.get("rev"));
        number(change.get("afterSeq"));
        said(change.get("message"));
        assertEquals(change.get("chatId"), change.get("message").get("chatId"));
        assertTrue(
                change.get("afterSeq").asLong()
                        >= change.get("message").get("seq").asLong(),
                () -> "before its message: " + change);
    }

    /** The data of a {@code replayed}, or one chat in the acknowledgement of an {@code enter_chat}. */
    public static void cursors(JsonNode cursors) {
        exactly(cursors, "chatId", "lastSeq", "lastRev");
        cursors.forEach(Shapes::number);
    }

    /** A page of {@code GET /chats/{chatId}/changes}. */
    public static void pageOfChanges(JsonNode page) {
        exactly(page, "data", "lastRev");
        number(page.get("lastRev"));
        page.get("data").forEach(change -> {
            if (change.has("message")) {
                changed(change);
            } else {
                chatChanged(change);
            }
        });
    }

    public static void page(JsonNode page) {
        exactly(page, "data", "total", "page", "limit");
    }

    public static void history(JsonNode history) {
        exactly(history, "data", "lastSeq");
        number(history.get("lastSeq"));
    }

    /** An RFC 9457 document. */
    public static void problem(JsonNode problem, int status) {
        exactly(withoutRetryAfter(problem), "type", "title", "status", "detail", "code", "violations");
        assertEquals(status, problem.get("status").asInt());
        for (String field : new String[] {"type", "title", "detail", "code"}) {
            text(problem.get(field));
        }
        violations(problem.get("violations"));
    }

    /** The data of an {@code exception}. */
    public static void exception(JsonNode error) {
        if (error.has("violations")) {
            exactly(error, "status", "code", "message", "violations");
            violations(error.get("violations"));
        } else {
            exactly(withoutRetryAfter(error), "status", "code", "message");
        }
        assertEquals("error", error.get("status").asText());
        text(error.get("message"));
    }

    /** {@code retryAfterMs} is there if, and only if, the code is {@code rate_limited}; it says to wait. */
    private static JsonNode withoutRetryAfter(JsonNode error) {
        if (!error.path("code").asText().equals("rate_limited")) {
            return error;
        }
        ObjectNode rest = error.deepCopy();
        assertTrue(rest.remove("retryAfterMs").asLong() > 0, error::toString);
        return rest;
    }

    private static void violations(JsonNode violations) {
        assertTrue(violations.isNull() || violations.isArray(), () -> "violations: " + violations);
        for (JsonNode violation : violations) {
            exactly(violation, "field", "message");
        }
    }

    public static void exactly(JsonNode object, String... fields) {
        Set<String> present = new TreeSet<>();
        object.fieldNames().forEachRemaining(present::add);
        assertEquals(new TreeSet<>(Set.of(fields)), present, () -> "fields of " + object);
    }

    private static void number(JsonNode value) {
        assertTrue(value.isIntegralNumber(), () -> value + " is a whole number");
    }

    private static void text(JsonNode value) {
        assertTrue(value.isTextual(), () -> value + " is a text");
    }

    private static void textOrNull(JsonNode value) {
        assertTrue(value.isTextual() || value.isNull(), () -> value + " is a text or null");
    }

    private static void time(JsonNode value) {
        assertTrue(
                value.asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"),
                () -> value + " is a time in UTC with milliseconds");
    }
}
