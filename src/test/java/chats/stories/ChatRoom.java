package chats.stories;

import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;

/** A chat that the stories talk about. */
record ChatRoom(long id) {
    static ChatRoom of(JsonNode chat) {
        Shapes.chat(chat);
        return new ChatRoom(chat.get("id").asLong());
    }

    String path() {
        return "/chats/" + id;
    }

    String messages() {
        return path() + "/messages";
    }

    String message(long seq) {
        return messages() + "/" + seq;
    }

    /** A page of the changes, such as {@code changes("after=5&limit=2")}. */
    String changes(String query) {
        return path() + "/changes?" + query;
    }

    /** The data of a {@code send_message} to it. */
    JsonNode message(String text) {
        return Trees.object("chatId", id, "message", text);
    }

    JsonNode message(String text, String clientMessageId) {
        return Trees.object("chatId", id, "message", text, "clientMessageId", clientMessageId);
    }
}
