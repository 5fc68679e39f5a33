package chats.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Replaces binary data in JSON by placeholders and back. Binary data is sent in messages of its own; in the JSON,
 * {@code {"_placeholder":true,"num":0}} stands for it.
 */
final class Attachments {

    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUMBER = "num";

    private Attachments() {}

    /**
     * Puts the attachments where their placeholders are. An attachment may be used only once: otherwise a small packet
     * could stand for a lot of data.
     *
     * @param used the numbers of the attachments that are used already; this call adds to it
     * @throws MalformedPacket a placeholder's number is wrong or is used twice
     */
    static JsonNode insert(JsonNode node, List<byte[]> attachments, BitSet used) throws MalformedPacket {
        // only the boolean true marks a placeholder, not the text "true" or a number
        if (node.path(PLACEHOLDER).booleanValue()) {
            JsonNode number = node.path(NUMBER);
            if (!number.canConvertToInt() || number.intValue() < 0 || number.intValue() >= attachments.size()) {
                throw new MalformedPacket("illegal attachments");
            }
            if (used.get(number.intValue())) {
                throw new MalformedPacket("attachment used twice");
            }
            used.set(number.intValue());
            return BinaryNode.valueOf(attachments.get(number.intValue()));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, insert(array.get(i), attachments, used));
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(insert(field.getValue(), attachments, used));
            }
        }
        return node;
    }

    /** Returns a copy with placeholders instead of binary data, and adds that data to the list. */
    static JsonNode extract(JsonNode node, List<byte[]> attachments) {
        if (node.isBinary()) {
            attachments.add(bytes(node));
            return JsonNodeFactory.instance.objectNode().put(PLACEHOLDER, true).put(NUMBER, attachments.size() - 1);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(extract(element, attachments)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), extract(field.getValue(), attachments)));
            return copy;
        }
        return node;
    }

    private static byte[] bytes(JsonNode binary) {
        try {
            return binary.binaryValue();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }
}
