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
 * Binary data travels beside the JSON, in messages of its own; in its place stands
 * {@code {"_placeholder":true,"num":0}}.
 */
final class Attachments {

    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUMBER = "num";

    private Attachments() {}

    /**
     * Puts the attachments where their placeholders are, each in one place: whoever writes down what came must not write more than
     * that.
     *
     * @param taken those that have their place already; more are added
     */
    static JsonNode insert(JsonNode node, List<byte[]> attachments, BitSet taken) throws MalformedPacket {
        // the boolean alone, not a text or a number that reads like it
        if (node.path(PLACEHOLDER).booleanValue()) {
            JsonNode number = node.path(NUMBER);
            if (!number.canConvertToInt() || number.intValue() < 0 || number.intValue() >= attachments.size()) {
                throw new MalformedPacket("illegal attachments");
            }
            if (taken.get(number.intValue())) {
                throw new MalformedPacket("an attachment in two places");
            }
            taken.set(number.intValue());
            return BinaryNode.valueOf(attachments.get(number.intValue()));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, insert(array.get(i), attachments, taken));
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(insert(field.getValue(), attachments, taken));
            }
        }
        return node;
    }

    /** A copy with placeholders instead of binary data, which is added to the list. */
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
