package chats.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Channel;
import chats.commands.RequestOrigin;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChatEventCodecTest {
    private static final String JSON = "{\"text\": \"d8 {\\n}\"}";

    @Test
    void whatHappenedIsReadAsItWasWritten() {
        for (Pair pair : new Pair[] {null, new Pair(1, 2), new Pair(1, 1)}) {
            isReadAsItWasWritten(new StoredMessage(7, pair, 3, 12, RequestOrigin.NO_SOCKET, JSON));
            isReadAsItWasWritten(new StoredMessageChange(7, pair, 3, 12, 2, JSON));
        }
    }

    @Test
    void aChangeOfAChatIsReadAsItWasWritten() {
        isReadAsItWasWritten(new StoredChatChange(7, 3, 12, 5, List.of(), List.of(), JSON));
        isReadAsItWasWritten(new StoredChatChange(7, 3, 12, 0, List.of(1L, 20L), List.of(3L), JSON));
    }

    @Test
    void aChangeOfAChatGoesToThoseWhoCameAndWentToo() {
        assertEquals(
                List.of(Channel.chat(7), Channel.user(1), Channel.user(3)),
                new StoredChatChange(7, 3, 12, 5, List.of(1L), List.of(3L), JSON).channels());
        List<Long> many = LongStream.rangeClosed(1, 17).boxed().toList();
        assertEquals(
                List.of(Channel.chat(7), Channel.EVERYBODY),
                new StoredChatChange(7, 3, 12, 5, many, List.of(), JSON).channels());
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
