package chats.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.outbox.Limits;
import chats.socketio.engine.EnginePacket;
import chats.socketio.engine.EngineServer;
import chats.socketio.engine.EngineSettings;
import chats.socketio.engine.ManualTime;
import chats.socketio.engine.Peer;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketEncoderTest {

    private static List<String> sent(EnginePacket packet) {
        ManualTime time = new ManualTime();
        EngineSettings settings = new EngineSettings(1, 1, 1, 1, 1, 1_000, new Limits(10, 10_000));
        EngineServer server =
                new EngineServer(settings, Runnable::run, time, time::nanoTime, session -> new SilentListener());
        Peer peer = Peer.opens(server);
        peer.hears();
        peer.session().send(packet);
        return peer.hears();
    }

    @Test
    void theMainNamespaceIsLeftOut() {
        assertEquals(List.of("40{\"sid\":\"x\"}"), sent(PacketEncoder.connect("/", "x")));
        assertEquals(List.of("40/chats,{\"sid\":\"x\"}"), sent(PacketEncoder.connect("/chats", "x")));
        assertEquals(List.of("41"), sent(PacketEncoder.disconnect("/")));
        assertEquals(List.of("41/chats,"), sent(PacketEncoder.disconnect("/chats")));
    }

    @Test
    void eventsAndAcknowledgements() {
        assertEquals(List.of("42/chats,[\"e\\\"\",{}]"), sent(PacketEncoder.event("/chats", "e\"", "{}")));
        assertEquals(List.of("42[\"e\"]"), sent(PacketEncoder.event("/", "e", List.of(), Packet.NO_ID)));
        assertEquals(List.of("4212[\"e\",1]"), sent(PacketEncoder.event("/", "e", List.of(IntNode.valueOf(1)), 12)));
        assertEquals(List.of("43/chats,13[{}]"), sent(PacketEncoder.ack("/chats", 13, "{}")));
        assertEquals(List.of("4313[]"), sent(PacketEncoder.ack("/", 13, List.of())));
    }

    @Test
    void errorsMayHaveData() {
        Decision.Refuse plain = (Decision.Refuse) Decision.refuse("no");
        Decision.Refuse withData = (Decision.Refuse) Decision.refuse("no", "{\"code\":1}");
        assertEquals(List.of("44{\"message\":\"no\"}"), sent(PacketEncoder.connectError("/", plain)));
        assertEquals(
                List.of("44/a,{\"message\":\"no\",\"data\":{\"code\":1}}"),
                sent(PacketEncoder.connectError("/a", withData)));
    }

    @Test
    void binaryDataFollowsItsPacket() {
        BinaryNode data = BinaryNode.valueOf(new byte[] {'x'});
        assertEquals(
                List.of("451-/a,[\"e\",{\"_placeholder\":true,\"num\":0}]", "binary x"),
                sent(PacketEncoder.event("/a", "e", List.of(data), Packet.NO_ID)));
        assertEquals(
                List.of(
                        "462-7[{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]",
                        "binary x",
                        "binary x"),
                sent(PacketEncoder.ack(
                        "/", 7, List.of(data, SocketIoJson.array().add(data)))));
    }
}
