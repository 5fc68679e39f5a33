package chats.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data of an EVENT.
 *
 * @param args empty if they exceed the bounds of {@link SocketIoJson}
 */
record EventData(String name, Optional<List<JsonNode>> args, boolean isBinary) {

    /** Names that client or server libraries use for their own events. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    static EventData read(String data, List<byte[]> attachments) throws MalformedPacket {
        Optional<JsonNode> json = SocketIoJson.read(data);
        if (json.isEmpty()) {
            return new EventData(name(SocketIoJson.firstOf(data)), Optional.empty(), false);
        }
        List<JsonNode> elements = array(json.get(), attachments);
        if (elements.isEmpty()) {
            throw new MalformedPacket("no event");
        }
        return new EventData(
                name(elements.get(0)), Optional.of(elements.subList(1, elements.size())), !attachments.isEmpty());
    }

    static List<JsonNode> array(JsonNode json, List<byte[]> attachments) throws MalformedPacket {
        if (!json.isArray()) {
            throw new MalformedPacket("data is not an array");
        }
        List<JsonNode> elements = new ArrayList<>(json.size());
        if (attachments.isEmpty()) {
            json.forEach(elements::add);
            return elements;
        }
        BitSet used = new BitSet();
        for (JsonNode element : json) {
            elements.add(Attachments.insert(element, attachments, used));
        }
        return elements;
    }

    private static String name(JsonNode first) throws MalformedPacket {
        if (!first.isTextual() && !first.isNumber() || RESERVED.contains(first.asText())) {
            throw new MalformedPacket("not an event's name");
        }
        return first.asText();
    }
}
