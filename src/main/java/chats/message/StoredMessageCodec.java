package chats.message;

import chats.commands.RequestOrigin;
import chats.json.Json;
import chats.users.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A stored message as a text on the bus: its kind, and its JSON as clients see it. */
public final class StoredMessageCodec {
    static final char MESSAGE = 'm';
    static final char WHISPER = 'w';

    private StoredMessageCodec() {}

    /** Whether the text is a stored message. */
    public static boolean is(String text) {
        return text.charAt(0) == MESSAGE || text.charAt(0) == WHISPER;
    }

    /** Reads a message that another node stored; its origin is no socket of this node. */
    public static StoredMessage read(String text) {
        String json = text.substring(1);
        JsonNode view = Json.read(json);
        User author = new User(
                view.get("author").get("id").longValue(),
                view.get("author").get("nickname").textValue());
        return text.charAt(0) == MESSAGE
                ? new StoredMessage.MessageSent(message(view, author), RequestOrigin.rest(author), json)
                : new StoredMessage.WhisperSent(whisper(view, author), RequestOrigin.rest(author), json);
    }

    private static Message message(JsonNode view, User author) {
        return new Message(
                view.get("id").longValue(),
                view.get("chatId").longValue(),
                view.get("seq").longValue(),
                author,
                view.get("message").textValue(),
                view.get("clientMessageId").textValue(),
                Instant.parse(view.get("createdAt").textValue()));
    }

    private static Whisper whisper(JsonNode view, User author) {
        return new Whisper(
                view.get("id").longValue(),
                view.get("seq").longValue(),
                view.get("from").longValue(),
                view.get("whisperTargetId").longValue(),
                author,
                view.get("message").textValue(),
                view.get("clientMessageId").textValue(),
                Instant.parse(view.get("createdAt").textValue()));
    }
}
