package chats.bus.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Channel;
import chats.bus.Node;
import chats.bus.TextBusMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusMessageCodecTest {
    private static final Channel ONE = Channel.chat(1);
    private static final Channel TWO = Channel.user(2);

    private final BusMessageCodec here = new BusMessageCodec(new Node("a", "a-1"));
    private final BusMessageCodec there = new BusMessageCodec(new Node("b", "b-1"));

    @Test
    void whatGoesToOneChannelTravelsTogetherInOrder() {
        List<Session.Publication> packed = here.pack(List.of(
                TextBusMessage.to(ONE, "x"), new TextBusMessage(List.of(ONE, TWO), "y"), TextBusMessage.to(ONE, "z")));
        assertEquals(2, packed.size());
        assertEquals("x\ny\nz", unpack(there, packed.get(0)).orElseThrow().lines());
        assertEquals(
                new BusMessageCodec.Received(TWO, "y"),
                unpack(there, packed.get(1)).orElseThrow());
    }

    @Test
    void aNodePassesOverWhatItSentItself() {
        Session.Publication own =
                here.pack(List.of(TextBusMessage.to(ONE, "x"))).get(0);
        assertEquals(Optional.empty(), unpack(here, own));
    }

    @Test
    void noMessageGrowsWithoutBound() {
        String big = "x".repeat(40_000);
        List<Session.Publication> packed = here.pack(
                List.of(TextBusMessage.to(ONE, big), TextBusMessage.to(ONE, big), TextBusMessage.to(ONE, big)));
        assertEquals(2, packed.size());
        assertTrue(packed.stream().allMatch(each -> each.message().length() < 100_000));
    }

    @Test
    void whatIsNotOursIsPassedOver() {
        assertEquals(Optional.empty(), there.unpack("chats:x9", "a-1\nx"));
        assertEquals(Optional.empty(), there.unpack("other:c1", "a-1\nx"));
        assertEquals(Optional.empty(), there.unpack("chats:c1", "no line"));
    }

    private static Optional<BusMessageCodec.Received> unpack(BusMessageCodec codec, Session.Publication publication) {
        return codec.unpack(publication.channel(), publication.message());
    }
}
