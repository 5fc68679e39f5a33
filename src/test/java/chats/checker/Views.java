package chats.checker;

import chats.checker.history.Stored;
import chats.checker.history.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads messages and whispers as clients see them. The same one is the same object, since each is heard many times. */
final class Views {
    private final ConcurrentMap<Stored, Stored> seen = new ConcurrentHashMap<>();

    Stored read(JsonNode view) {
        Talk talk = view.has("chatId")
                ? new Talk.Chat(view.get("chatId").asLong())
                : Talk.Whispers.between(
                        view.get("from").asLong(), view.get("whisperTargetId").asLong());
        Stored stored = new Stored(
                talk,
                view.get("seq").asLong(),
                view.get("id").asLong(),
                view.get("author").get("id").asLong(),
                view.get("clientMessageId").textValue(),
                view.get("message").textValue());
        Stored before = seen.putIfAbsent(stored, stored);
        return before == null ? stored : before;
    }
}
