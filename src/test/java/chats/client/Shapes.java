package chats.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
            Map.entry("chat_not_found", 404),
            Map.entry("user_not_found", 404),
            Map.entry("conflict", 409),
            Map.entry("too_large", 413),
            Map.entry("rate_limited", 429),
            Map.entry("unavailable", 503));

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
        exactly(chat, "id", "name", "createdAt", "updatedAt", "lastSeq", "lastMessage", "users");
        number(chat.get("id"));
        textOrNull(chat.get("name"));
        time(chat.get("createdAt"));
        time(chat.get("updatedAt"));
        number(chat.get("lastSeq"));
        if (!chat.get("lastMessage").isNull()) {
            message(chat.get("lastMessage"));
        }
        chat.get("users").forEach(Shapes::user);
    }

    public static void message(JsonNode message) {
        exactly(message, "id", "chatId", "seq", "author", "message", "clientMessageId", "createdAt");
        number(message.get("chatId"));
        sent(message);
    }

    public static void whisper(JsonNode whisper) {
        exactly(whisper, "id", "seq", "from", "whisperTargetId", "author", "message", "clientMessageId", "createdAt");
        number(whisper.get("from"));
        number(whisper.get("whisperTargetId"));
        assertEquals(whisper.get("from"), whisper.get("author").get("id"));
        sent(whisper);
    }

    private static void sent(JsonNode message) {
        number(message.get("id"));
        number(message.get("seq"));
        user(message.get("author"));
        text(message.get("message"));
        textOrNull(message.get("clientMessageId"));
        time(message.get("createdAt"));
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
