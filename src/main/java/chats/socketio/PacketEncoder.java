package chats.socketio;

import chats.socketio.engine.EnginePacket;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Encodes packets to clients as Engine.IO messages. */
final class PacketEncoder {

    private PacketEncoder() {}

    static EnginePacket connect(String namespace, String id) {
        return packet(PacketType.CONNECT, namespace, "{\"sid\":\"" + id + "\"}");
    }

    static EnginePacket connectError(String namespace, Decision.Refuse refusal) {
        String data = refusal.dataJson().map(json -> ",\"data\":" + json).orElse("");
        return packet(
                PacketType.CONNECT_ERROR,
                namespace,
                "{\"message\":" + SocketIoJson.quote(refusal.message()) + data + "}");
    }

    static EnginePacket disconnect(String namespace) {
        return packet(PacketType.DISCONNECT, namespace, "");
    }

    static EnginePacket event(String namespace, String event, String json) {
        return packet(PacketType.EVENT, namespace, "[" + SocketIoJson.quote(event) + "," + json + "]");
    }

    static EnginePacket event(String namespace, String event, List<JsonNode> args, long id) {
        List<JsonNode> data = new ArrayList<>(args.size() + 1);
        data.add(SocketIoJson.text(event));
        data.addAll(args);
        return withAttachments(PacketType.EVENT, namespace, id, data);
    }

    static EnginePacket ack(String namespace, long id, String json) {
        return packet(PacketType.ACK, namespace, id + "[" + json + "]");
    }

    static EnginePacket ack(String namespace, long id, List<JsonNode> args) {
        return withAttachments(PacketType.ACK, namespace, id, args);
    }

    private static EnginePacket withAttachments(PacketType type, String namespace, long id, List<JsonNode> data) {
        List<byte[]> attachments = new ArrayList<>();
        String json = Attachments.extract(SocketIoJson.array().addAll(data), attachments)
                .toString();
        String rest = (id == Packet.NO_ID ? "" : id) + json;
        if (attachments.isEmpty()) {
            return packet(type, namespace, rest);
        }
        PacketType binary = type == PacketType.EVENT ? PacketType.BINARY_EVENT : PacketType.BINARY_ACK;
        List<EnginePacket> parts = new ArrayList<>();
        parts.add(EnginePacket.message(binary.ordinal() + (attachments.size() + "-") + prefix(namespace) + rest));
        attachments.forEach(bytes -> parts.add(EnginePacket.message(bytes)));
        return EnginePacket.group(parts);
    }

    private static EnginePacket packet(PacketType type, String namespace, String rest) {
        return EnginePacket.message(type.ordinal() + prefix(namespace) + rest);
    }

    private static String prefix(String namespace) {
        return namespace.equals("/") ? "" : namespace + ",";
    }
}
