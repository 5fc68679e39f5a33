package chats.checker;

import chats.checker.history.Change;
import chats.checker.history.ChatChange;
import chats.checker.history.Event;
import chats.checker.history.Mark;
import chats.checker.history.Position;
import chats.checker.history.Reaction;
import chats.checker.history.Revision;
import chats.checker.history.State;
import chats.checker.history.Stored;
import chats.checker.history.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads messages and whispers as clients see them. The same one is the same object, since each is heard many times. */
final class Views {
    private final ConcurrentMap<Stored, Stored> seen = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Talk.Whispers> direct = new ConcurrentHashMap<>();
    private final ConcurrentMap<Talk.Whispers, Long> ids = new ConcurrentHashMap<>();

    Stored read(JsonNode view) {
        Stored stored = new Stored(
                talkOf(view),
                view.get("seq").asLong(),
                view.get("id").asLong(),
                view.get("author").get("id").asLong(),
                view.get("clientMessageId").textValue(),
                state(view));
        Stored before = seen.putIfAbsent(stored, stored);
        return before == null ? stored : before;
    }

    Change readChange(JsonNode view) {
        return new Change(view.get("rev").asLong(), view.get("afterSeq").asLong(), read(view.get("message")));
    }

    ChatChange readChatChange(JsonNode view) {
        Set<Long> added = new HashSet<>();
        view.get("added").forEach(user -> added.add(user.get("id").asLong()));
        return new ChatChange(
                new Talk.Chat(view.get("chatId").asLong()),
                view.get("rev").asLong(),
                view.get("afterSeq").asLong(),
                view.get("by").asLong(),
                view.get("name").textValue(),
                ids(view.get("admins")),
                added,
                ids(view.get("removed")));
    }

    /** Of a message or of the chat itself. */
    Revision readRevision(JsonNode view) {
        return view.has("message") ? readChange(view) : readChatChange(view);
    }

    private static Set<Long> ids(JsonNode views) {
        Set<Long> ids = new HashSet<>();
        views.forEach(id -> ids.add(id.asLong()));
        return ids;
    }

    static Event.Invited invited(int connection, JsonNode view) {
        Set<Long> members = new HashSet<>();
        view.get("users").forEach(user -> members.add(user.get("id").asLong()));
        return new Event.Invited(
                connection,
                new Talk.Chat(view.get("id").asLong()),
                view.get("lastRev").asLong(),
                members);
    }

    /** What a chat in the list of a user says of him. */
    Mark mark(String node, long user, JsonNode chat) {
        List<Long> users = new ArrayList<>();
        chat.get("users").forEach(each -> users.add(each.get("id").asLong()));
        Talk talk = chat.get("kind").asText().equals("direct")
                ? Talk.Whispers.between(users.get(0), users.get(users.size() - 1))
                : new Talk.Chat(chat.get("id").asLong());
        return new Mark(
                node,
                user,
                talk,
                chat.get("readSeq").asLong(),
                chat.get("unread").asLong());
    }

    static Position last(JsonNode view) {
        return new Position(view.get("lastSeq").asLong(), view.get("lastRev").asLong());
    }

    private static List<Reaction> reactions(JsonNode views) {
        List<Reaction> reactions = new ArrayList<>();
        for (JsonNode view : views) {
            List<Long> users = new ArrayList<>();
            view.get("userIds").forEach(user -> users.add(user.asLong()));
            reactions.add(new Reaction(view.get("emoji").textValue(), users));
        }
        return reactions;
    }

    /** From here on it is known which talk has this chat's id. */
    void isDirect(long chatId, Talk.Whispers whispers) {
        direct.put(chatId, whispers);
        ids.put(whispers, chatId);
    }

    /** Whispers that were heard of, or else a chat. */
    Talk talk(long chatId) {
        Talk.Whispers whispers = direct.get(chatId);
        return whispers == null ? new Talk.Chat(chatId) : whispers;
    }

    /** The chat's id of whispers that were heard of, or of a chat. */
    long chatId(Talk talk) {
        return talk instanceof Talk.Chat chat ? chat.id() : ids.get(talk);
    }

    private Talk talkOf(JsonNode view) {
        long chatId = view.get("chatId").asLong();
        if (view.has("whisperTargetId")) {
            isDirect(
                    chatId,
                    Talk.Whispers.between(
                            view.get("from").asLong(),
                            view.get("whisperTargetId").asLong()));
        }
        return talk(chatId);
    }

    private static State state(JsonNode view) {
        return new State(
                view.get("message").textValue(),
                view.has("editedAt"),
                view.has("deletedAt"),
                reactions(view.path("reactions")));
    }
}
