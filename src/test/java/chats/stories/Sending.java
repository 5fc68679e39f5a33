package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** {@code alice.sends("hi").as("id-1").to(chat)}. */
record Sending(Device from, String text, Optional<String> clientMessageId) {
    Sending as(String id) {
        return new Sending(from, text, Optional.of(id));
    }

    /** Returns the stored message. */
    JsonNode to(ChatRoom chat) {
        JsonNode stored = send("chatId", chat.id());
        Shapes.said(stored);
        assertEquals(chat.id(), stored.get("chatId").asLong());
        return stored;
    }

    /** Returns the stored whisper. */
    JsonNode to(Person target) {
        JsonNode stored = send("whisperTargetId", target.id());
        Shapes.whisper(stored);
        assertEquals(target.id(), stored.get("whisperTargetId").asLong());
        return stored;
    }

    JsonNode to(Device target) {
        return to(target.owner());
    }

    private JsonNode send(String field, long target) {
        ObjectNode data = Trees.object(field, target, "message", text);
        clientMessageId.ifPresent(id -> data.put("clientMessageId", id));
        JsonNode stored = from.asks("send_message", data).granted();
        assertEquals(text, stored.get("message").asText());
        assertEquals(from.owner().user(), stored.get("author"));
        return stored;
    }
}
