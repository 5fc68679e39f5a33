package chats.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import org.junit.jupiter.api.Test;

class ChatEventCodecTest {
    private static final String JSON = "{\"text\": \"d8 {\\n}\"}";

    @Test
    void whatHappenedIsReadAsItWasWritten() {
        for (Pair pair : new Pair[] {null, new Pair(1, 2), new Pair(1, 1)}) {
            isReadAsItWasWritten(new StoredMessage(7, pair, 3, 12, RequestOrigin.NO_SOCKET, JSON));
            isReadAsItWasWritten(new StoredChange(7, pair, 3, 12, 2, JSON));
        }
    }

    @Test
    void anotherNodeHasNoSocketOfTheSender() {
        StoredMessage sent = new StoredMessage(7, null, 3, 0, 42, JSON);
        assertEquals(RequestOrigin.NO_SOCKET, ChatEventCodec.read(sent.text()).socket());
    }

    @Test
    void otherTextsAreNoEvents() {
        assertFalse(ChatEventCodec.is("n1,2 {}"));
    }

    private static void isReadAsItWasWritten(ChatEvent event) {
        assertTrue(ChatEventCodec.is(event.text()));
        assertEquals(event, ChatEventCodec.read(event.text()));
    }
}
