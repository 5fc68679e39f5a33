package chats.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Channel;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static final String JSON = "{\"name\": \"a b, c\"}";

    @Test
    void toAFewItGoesByTheirChannelsWithoutTheirIds() {
        Signal signal = new Signal("chat_created", List.of(3L, 5L), 42, JSON);
        assertEquals(List.of(Channel.user(3), Channel.user(5)), signal.channels());
        assertTrue(Signal.is(signal.text()));
        assertEquals(new Signal("chat_created", List.of(5L), 0, JSON), Signal.read(Channel.user(5), signal.text()));
    }

    @Test
    void toManyItGoesToAllNodesWithTheirIds() {
        List<Long> users = LongStream.rangeClosed(1, 17).boxed().toList();
        Signal signal = new Signal("chat_created", users, 42, JSON);
        assertEquals(List.of(Channel.EVERYBODY), signal.channels());
        assertEquals(new Signal("chat_created", users, 0, JSON), Signal.read(Channel.EVERYBODY, signal.text()));
    }

    @Test
    void otherTextsAreNone() {
        assertFalse(Signal.is("s7 1 0 0 0 {}"));
    }
}
