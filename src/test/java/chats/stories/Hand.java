package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Shapes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What changes messages: a socket, or a person over REST. */
interface Hand {
    Outcome tries(Change change, ChatRoom chat, long seq);

    /** Returns the message as it is then. */
    default JsonNode does(Change change, ChatRoom chat, long seq) {
        JsonNode message = tries(change, chat, seq).granted();
        Shapes.said(message);
        assertEquals(chat.id(), message.get("chatId").asLong());
        assertEquals(seq, message.get("seq").asLong());
        return message;
    }

    /** This socket, and REST. */
    static List<Hand> of(Device device) {
        return List.of(device, device.owner());
    }
}
