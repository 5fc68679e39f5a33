package chats.message;

import chats.commands.RequestOrigin;
import chats.json.Json;
import chats.users.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A stored message as a text on the bus: its kind, the chat of a whisper, and its JSON as clients see it. */
public final class StoredMessageCodec {
    private static final char MESSAGE = 'm';
    // 'w' was a whisper of a version that had no direct chats
    private static final char WHISPER = 'd';

    private StoredMessageCodec() {}

    /** Whether the text is a stored message. */
    public static boolean is(String text) {
        return text.charAt(0) == MESSAGE || text.charAt(0) == WHISPER;
    }

    static String write(StoredMessage sent) {
        return sent.isWhisper() ? WHISPER + (sent.chatId() + " ") + sent.json() : MESSAGE + sent.json();
    }

    /** Reads a message that another node stored; its origin is no socket of this node. */
    public static StoredMessage read(String text) {
        boolean isWhisper = text.charAt(0) == WHISPER;
        int start = isWhisper ? text.indexOf(' ') + 1 : 1;
        String json = text.substring(start);
        JsonNode view = Json.read(json);
        User author = new User(
                view.get("author").get("id").longValue(),
                view.get("author").get("nickname").textValue());
        Message message = new Message(
                view.get("id").longValue(),
                isWhisper
                        ? Long.parseLong(text, 1, start - 1, 10)
                        : view.get("chatId").longValue(),
                view.get("seq").longValue(),
                author,
                view.get("message").textValue(),
                view.get("clientMessageId").textValue(),
                Instant.parse(view.get("createdAt").textValue()));
        Pair pair = isWhisper ? Pair.of(author.id(), view.get("whisperTargetId").longValue()) : null;
        return new StoredMessage(message, pair, RequestOrigin.rest(author), json);
    }
}
