package chats.socketio;

import chats.Growth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work for a packet grows only linearly with its length. */
class PacketGrowthTest {
    private static final int SIZE = 40_000;
    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    @ParameterizedTest
    @ValueSource(strings = {"2", "20", "2/", "2/a", "5", "51", "2[", "0{", "3[\"", " "})
    void aPacketFullOfItsLastCharacter(String begin) throws Exception {
        String last = begin.substring(begin.length() - 1);
        assertLinear(begin, length -> begin + last.repeat(length), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[[[]]]",
                "null",
                "\"\"",
                "\"\\u0041\"",
                "0",
                "1e999",
                "123456789012345678901234567890",
                "{\"_placeholder\":false}",
                "{\"_placeholder\":{\"_placeholder\":1}}"
            })
    void anEventOfManyValues(String value) throws Exception {
        assertLinear(value, length -> "2[\"x\"" + ("," + value).repeat(length / value.length()) + "]", List.of());
        assertLinear(
                value + " beside an attachment",
                length -> "51-[\"x\"," + PLACEHOLDER + ("," + value).repeat(length / value.length()) + "]",
                List.of(new byte[1]));
    }

    @Test
    void anEventOfManyNames() throws Exception {
        assertLinear("names", length -> object(length / 10, Integer::toString), List.of());
        assertLinear("names of one hash", length -> object(length / 40, PacketGrowthTest::ofOneHash), List.of());
    }

    @Test
    void whatIsTooDeepIsNotReadToItsEnd() throws Exception {
        assertLinear("depth", length -> "2[\"x\"," + "[".repeat(length), List.of());
    }

    private interface Text {
        String of(int length);
    }

    private interface Name {
        String of(int number);
    }

    private static void assertLinear(String what, Text text, List<byte[]> attachments) throws Exception {
        Growth.assertLinear(what, SIZE, length -> {
            String packet = text.of(length);
            return () -> {
                try {
                    EventData.read(Packet.decode(packet).data(), attachments);
                } catch (MalformedPacket refused) {
                    // the connection ends
                }
            };
        });
    }

    private static String object(int names, Name name) {
        StringBuilder object = new StringBuilder("2[\"x\",{\"a\":0");
        for (int i = 0; i < names; i++) {
            object.append(",\"").append(name.of(i)).append("\":0");
        }
        return object.append("}]").toString();
    }

    /** Names of 16 pairs of letters, which have the same {@link String#hashCode}. */
    private static String ofOneHash(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
