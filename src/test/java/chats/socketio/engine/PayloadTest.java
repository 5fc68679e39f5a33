package chats.socketio.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PayloadTest {

    private static List<Inbound> decode(String payload) {
        List<Inbound> packets = new ArrayList<>();
        Payload.decode(payload, packets::add);
        return packets;
    }

    private static String encode(EnginePacket... packets) {
        return new String(Payload.encode(List.of(packets)), StandardCharsets.UTF_8);
    }

    @Test
    void severalPacketsAreSeparated() {
        assertEquals(
                List.of(new Inbound.Text("one"), new Inbound.Signal('3', ""), new Inbound.Text("")),
                decode("4one\u001e3\u001e4"));
        assertEquals(
                "4one\u001e2\u001e4é",
                encode(EnginePacket.message("one"), EnginePacket.PING, EnginePacket.message("é")));
    }

    @Test
    void binaryIsBase64() {
        assertEquals("bAQIDBA==", encode(EnginePacket.message(new byte[] {1, 2, 3, 4})));
        assertArrayEquals(
                new byte[] {1, 2, 3, 4}, ((Inbound.Binary) decode("bAQIDBA==").get(0)).data());
    }

    @Test
    void partsOfAGroupAreSeparatedToo() {
        EnginePacket group = EnginePacket.group(
                List.of(EnginePacket.message("51-[]"), EnginePacket.message(new byte[] {1, 2, 3, 4})));
        assertEquals("451-[]\u001ebAQIDBA==\u001e2", encode(group, EnginePacket.PING));
    }

    @Test
    void theLastPacketIsAClosePacket() {
        assertEquals("4x\u001e1", encode(EnginePacket.message("x"), EnginePacket.CLOSE));
    }

    @Test
    void decodingStopsAtWhatIsMalformed() {
        List<Inbound> packets = decode("4one\u001ex\u001e4two");
        assertEquals(2, packets.size());
        assertInstanceOf(Inbound.Malformed.class, packets.get(1));
    }

    @Test
    void aCloseAtTheEndIsSeen() {
        assertTrue(Payload.endsWithClose("1"));
        assertTrue(Payload.endsWithClose("4x\u001e1"));
        assertFalse(Payload.endsWithClose("41"));
        assertFalse(Payload.endsWithClose("1\u001e4x"));
    }

    @Test
    void emptyPacketsAreMalformed() {
        assertEquals(List.of(new Inbound.Malformed()), decode(""));
        assertEquals(List.of(new Inbound.Text("x"), new Inbound.Malformed()), decode("4x\u001e"));
    }

    @Property(tries = 2_000)
    void anythingDecodesToPacketsWithAtMostOneMalformedAtTheEnd(
            @ForAll @StringLength(max = 60) @CharRange(from = '\u001e', to = 'z') String payload) {
        List<Inbound> packets = decode(payload);
        assertTrue(packets.subList(0, packets.size() - 1).stream().noneMatch(Inbound.Malformed.class::isInstance));
    }

    @Property
    void bytesComeBackAsTheyWere(@ForAll @Size(max = 200) byte[] bytes) {
        List<Inbound> packets = decode(encode(EnginePacket.message(bytes), EnginePacket.message("end")));
        assertArrayEquals(bytes, ((Inbound.Binary) packets.get(0)).data());
        assertEquals(List.of(new Inbound.Text("end")), packets.subList(1, packets.size()));
    }

    @Property
    void textComesBackAsItWas(@ForAll @StringLength(max = 60) String text) {
        String sent = text.replace("\u001e", "").replaceAll("[\\ud800-\\udfff]", "");
        assertEquals(
                List.of(new Inbound.Text(sent), new Inbound.Text("end")),
                decode(encode(EnginePacket.message(sent), EnginePacket.message("end"))));
    }
}
