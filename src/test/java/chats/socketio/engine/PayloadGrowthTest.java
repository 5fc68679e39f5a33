package chats.socketio.engine;

import chats.Growth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work for a poll, a POST or a URL grows only linearly with its length. */
class PayloadGrowthTest {
    private static final int SIZE = 50_000;

    @ParameterizedTest
    @ValueSource(strings = {"\u001e", "6\u001e", "3\u001e", "42[]\u001e", "b\u001e", "bAQID\u001e", "x", "4x", "bAQID"})
    void aPostOfManyPackets(String part) throws Exception {
        Growth.assertLinear(part, SIZE, length -> {
            String payload = filled(length, part) + "1";
            return () -> {
                Payload.endsWithClose(payload);
                Payload.decode(payload, packet -> {});
            };
        });
    }

    @Test
    void aPollOfManyPackets() throws Exception {
        Growth.assertLinear("packets", 1_000, count -> {
            List<EnginePacket> packets = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                packets.add(EnginePacket.group(
                        List.of(EnginePacket.message("51-[]"), EnginePacket.message(new byte[] {1, 2, 3}))));
            }
            return () -> new String(Payload.encode(packets), StandardCharsets.UTF_8);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "=", "a&", "a=b&", "%41", "%", "%f", "%C3", "+", "&=", "%26"})
    void aQuery(String part) throws Exception {
        Growth.assertLinear(part, SIZE, length -> {
            String query = filled(length, part);
            return () -> Query.parse("EIO=4&" + query);
        });
    }

    private static String filled(int length, String part) {
        return part.repeat(length / part.length());
    }
}
