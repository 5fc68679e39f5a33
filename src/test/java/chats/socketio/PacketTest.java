package chats.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {

    private static void assertDecoded(
            String text, PacketType type, int attachments, String namespace, long id, String data)
            throws MalformedPacket {
        assertEquals(new Packet(type, attachments, namespace, id, data), Packet.decode(text));
    }

    /** The examples of the protocol's document. */
    @Test
    void everyPartMayBeThereOrNot() throws MalformedPacket {
        assertDecoded("0", PacketType.CONNECT, 0, "/", -1, "");
        assertDecoded("0/admin,", PacketType.CONNECT, 0, "/admin", -1, "");
        assertDecoded("0/admin", PacketType.CONNECT, 0, "/admin", -1, "");
        assertDecoded("0/admin,{\"sid\":\"o\"}", PacketType.CONNECT, 0, "/admin", -1, "{\"sid\":\"o\"}");
        assertDecoded("2[\"foo\"]", PacketType.EVENT, 0, "/", -1, "[\"foo\"]");
        assertDecoded("2/admin,13[\"foo\"]", PacketType.EVENT, 0, "/admin", 13, "[\"foo\"]");
        assertDecoded("312[]", PacketType.ACK, 0, "/", 12, "[]");
        assertDecoded("52-/admin,[1]", PacketType.BINARY_EVENT, 2, "/admin", -1, "[1]");
        assertDecoded("51-14[\"foo\"]", PacketType.BINARY_EVENT, 1, "/", 14, "[\"foo\"]");
        assertDecoded("61-15[\"bar\"]", PacketType.BINARY_ACK, 1, "/", 15, "[\"bar\"]");
        assertDecoded("1/admin,", PacketType.DISCONNECT, 0, "/admin", -1, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "9",
                "a",
                "/",
                "-1",
                "5[1]",
                "50-[1]",
                "511-[1]",
                "5-[1]",
                "5x-[1]",
                "5999999999-[1]",
                "5"
            })
    void whatIsNoPacketIsRefused(String text) {
        assertThrows(MalformedPacket.class, () -> Packet.decode(text));
    }

    @Test
    void idsAreBounded() throws MalformedPacket {
        assertDecoded("2999999999999999[1]", PacketType.EVENT, 0, "/", 999_999_999_999_999L, "[1]");
        assertThrows(MalformedPacket.class, () -> Packet.decode("21234567890123456[1]"));
    }

    @Property(tries = 5_000)
    void anythingIsAPacketOrMalformed(@ForAll @StringLength(max = 30) @CharRange(from = '"', to = '}') String text) {
        try {
            Packet.decode(text);
        } catch (MalformedPacket refused) {
            // no other exception is allowed
        }
    }
}
