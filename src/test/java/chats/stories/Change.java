package chats.stories;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What somebody does to a message: as an event of a socket, and over REST.
 *
 * @param fields of the event beside {@code chatId} and {@code seq}
 */
record Change(String event, JsonNode fields) {
    static Change edit(String text) {
        return new Change("edit_message", Trees.object("message", text));
    }

    static Change deletion() {
        return new Change("delete_message", Trees.object());
    }

    static Change reaction(String emoji) {
        return new Change("react", Trees.object("emoji", emoji, "on", true));
    }

    /** Of a reaction. */
    static Change withdrawal(String emoji) {
        return new Change("react", Trees.object("emoji", emoji, "on", false));
    }

    /** Of an edit. */
    Change as(String clientChangeId) {
        ObjectNode more = fields.deepCopy();
        return new Change(event, more.put("clientChangeId", clientChangeId));
    }

    /** The data of the event. */
    JsonNode of(ChatRoom chat, long seq) {
        ObjectNode data = Trees.object("chatId", chat.id(), "seq", seq);
        return data.setAll((ObjectNode) fields);
    }

    /** The same over REST. */
    Outcome by(Person person, ChatRoom chat, long seq) {
        String path = chat.message(seq);
        return new Answered(
                switch (event) {
                    case "edit_message" -> person.rest().patch(path, fields);
                    case "delete_message" -> person.rest().delete(path);
                    default -> {
                        String reaction = reaction(path, fields.get("emoji").asText());
                        yield fields.get("on").asBoolean()
                                ? person.rest().put(reaction)
                                : person.rest().delete(reaction);
                    }
                });
    }

    private static String reaction(String path, String emoji) {
        return path + "/reactions/"
                + URLEncoder.encode(emoji, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
