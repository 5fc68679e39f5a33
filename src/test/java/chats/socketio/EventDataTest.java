package chats.socketio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDataTest {

    private static final String EVENT = "[\"send_message\",{\"chatId\":1,\"message\":\"hi\",\"n\":[1.5,null,true]}]";

    private static List<JsonNode> args(String data, byte[]... attachments) throws MalformedPacket {
        return EventData.read(data, List.of(attachments)).args().orElseThrow();
    }

    @Test
    void theFirstElementIsTheName() throws MalformedPacket {
        EventData event = EventData.read(EVENT, List.of());
        assertEquals("send_message", event.name());
        assertEquals(1, event.args().orElseThrow().get(0).get("chatId").intValue());
    }

    @Test
    void aNumberMayBeAName() throws MalformedPacket {
        assertEquals("1", EventData.read("[1]", List.of()).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[null]",
                "[{}]",
                "[true]",
                "\"x\"",
                "[\"x\"",
                "[\"x\"]]",
                "[\"x\",]",
                "[\"x\" 1]",
                "['x']",
                "[\"x\",NaN]",
                "[\"x\",01]",
                "[\"x\",\"\u0001\"]",
                "[\"connect\"]",
                "[\"connect_error\"]",
                "[\"disconnect\"]",
                "[\"disconnecting\"]",
                "[\"newListener\"]",
                "[\"removeListener\"]"
            })
    void whatIsNoEventIsMalformed(String data) {
        assertThrows(MalformedPacket.class, () -> EventData.read(data, List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 100, 10_000, 300_000})
    void deepNestingIsNotRead(int depth) throws MalformedPacket {
        EventData event = EventData.read("[\"deep\"," + "[".repeat(depth) + "]".repeat(depth) + "]", List.of());
        assertEquals("deep", event.name());
        assertTrue(event.args().isEmpty());
    }

    @Test
    void nestingUpToTheBoundIsRead() throws MalformedPacket {
        assertEquals(1, args("[\"x\"," + "[".repeat(31) + "]".repeat(31) + "]").size());
    }

    @Test
    void hugeNumbersDoNoHarm() throws MalformedPacket {
        assertTrue(Double.isInfinite(args("[\"x\",1e999999999]").get(0).doubleValue()));
        assertTrue(EventData.read("[\"x\"," + "9".repeat(100_000) + "]", List.of())
                .args()
                .isEmpty());
    }

    @Test
    void attachmentsComeWhereTheirPlaceholdersAre() throws Exception {
        List<JsonNode> args = args(
                "[\"x\",{\"a\":[{\"_placeholder\":true,\"num\":1}]},{\"_placeholder\":true,\"num\":0}]",
                new byte[] {1},
                new byte[] {2});
        assertArrayEquals(new byte[] {2}, args.get(0).get("a").get(0).binaryValue());
        assertArrayEquals(new byte[] {1}, args.get(1).binaryValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "false", "null"})
    void onlyTrueMakesAPlaceholder(String value) throws Exception {
        String argument = "{\"_placeholder\":" + value + ",\"num\":0}";
        assertEquals(
                argument, args("[\"x\"," + argument + "]", new byte[1]).get(0).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "1.5", "\"0\"", "null", "1e99", "99999999999999999999"})
    void aPlaceholderForNothingIsMalformed(String number) {
        String data = "[\"x\",{\"_placeholder\":true,\"num\":" + number + "}]";
        assertThrows(MalformedPacket.class, () -> args(data, new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]",
                "[\"x\",[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}],{\"a\":{\"_placeholder\":true,\"num\":0}}]"
            })
    void anAttachmentInTwoPlacesIsMalformed(String data) {
        assertThrows(MalformedPacket.class, () -> args(data, new byte[1], new byte[1]));
    }

    @Property(tries = 3_000)
    void aDamagedEventIsAnEventOrMalformed(
            @ForAll @IntRange(max = 59) int at,
            @ForAll @IntRange(max = 20) int length,
            @ForAll @StringLength(max = 5) @CharRange(from = ' ', to = '~') String instead) {
        String damaged = EVENT.substring(0, at) + instead + EVENT.substring(Math.min(EVENT.length(), at + length));
        try {
            EventData.read(damaged, List.of(new byte[1]));
        } catch (MalformedPacket refused) {
            // no other exception is allowed
        }
    }
}
