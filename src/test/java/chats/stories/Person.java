package chats.stories;

import chats.client.Rest;
import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Somebody whom Chats knows, and what they do over REST. */
record Person(long id, String nickname, String subject, String token, Rest rest) implements Hand {
    /** Creates a chat with these people, or alone. */
    ChatRoom opensChatWith(Person... others) {
        long[] members =
                LongStream.concat(LongStream.of(id), LongStream.of(ids(others))).toArray();
        return ChatRoom.of(rest.post("/chats", Trees.object("userIds", members)).created());
    }

    static long[] ids(Person... people) {
        return Stream.of(people).mapToLong(Person::id).toArray();
    }

    /** Ids that no user has. */
    static long[] strangers(int count) {
        return LongStream.range(2_000_000_000L, 2_000_000_000L + count).toArray();
    }

    JsonNode posts(String text, ChatRoom chat) {
        return rest.post(chat.messages(), Trees.object("message", text)).created();
    }

    JsonNode posts(String text, Person target) {
        return rest.post("/whispers", Trees.object("whisperTargetId", target.id, "message", text))
                .created();
    }

    /** A page of the history, such as {@code reads(chat, "after=5&limit=2")}. */
    JsonNode reads(ChatRoom chat, String query) {
        JsonNode history = rest.get(chat.messages() + "?" + query).ok();
        Shapes.history(history);
        history.get("data").forEach(Shapes::said);
        return history;
    }

    /** That one message. */
    JsonNode reads(ChatRoom chat, long seq) {
        JsonNode message = rest.get(chat.message(seq)).ok();
        Shapes.said(message);
        return message;
    }

    /** The chat as it is now. */
    JsonNode looksAt(ChatRoom chat) {
        JsonNode found = rest.get(chat.path()).ok();
        Shapes.chat(found);
        return found;
    }

    /** A page of the changes, such as {@code findsChanges(chat, "after=5&limit=2")}. */
    JsonNode findsChanges(ChatRoom chat, String query) {
        JsonNode page = rest.get(chat.changes(query)).ok();
        Shapes.pageOfChanges(page);
        return page;
    }

    @Override
    public Outcome tries(Change change, ChatRoom chat, long seq) {
        return change.by(this, chat, seq);
    }

    JsonNode user() {
        return Trees.object("id", id, "nickname", nickname);
    }

    /** The data of a {@code send_message} to this person alone. */
    JsonNode whisper(String text) {
        return Trees.object("whisperTargetId", id, "message", text);
    }
}
