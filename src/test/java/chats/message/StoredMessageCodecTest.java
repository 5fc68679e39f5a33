package chats.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.RequestOrigin;
import chats.users.User;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredMessageCodecTest {
    private static final User ALICE = new User(1, "alice");
    private static final Message MESSAGE =
            new Message(100, 7, 3, ALICE, "w8 {\"text\": 1}", "own id", Instant.parse("2026-03-01T12:34:56.789Z"));

    @Test
    void aMessageIsReadAsItWasWritten() {
        isReadAsItWasWritten(StoredMessage.of(MESSAGE, null, RequestOrigin.rest(ALICE)));
    }

    @Test
    void aWhisperIsReadAsItWasWritten() {
        isReadAsItWasWritten(StoredMessage.of(MESSAGE, new Pair(1, 2), RequestOrigin.rest(ALICE)));
        isReadAsItWasWritten(StoredMessage.of(MESSAGE, new Pair(1, 1), RequestOrigin.rest(ALICE)));
    }

    @Test
    void anotherNodeHasNoSocketOfTheSender() {
        StoredMessage sent = StoredMessage.of(MESSAGE, null, new RequestOrigin(ALICE, 42));
        assertEquals(
                RequestOrigin.rest(ALICE), StoredMessageCodec.read(sent.text()).origin());
    }

    @Test
    void otherTextsAreNoMessages() {
        assertFalse(StoredMessageCodec.is("n1,2 {}"));
    }

    private static void isReadAsItWasWritten(StoredMessage sent) {
        assertTrue(StoredMessageCodec.is(sent.text()));
        assertEquals(sent, StoredMessageCodec.read(sent.text()));
    }
}
