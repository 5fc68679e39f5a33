package chats.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Optional;

/** Parses the JSON of clients, with bounds on its depth, its numbers and its size in memory. */
final class SocketIoJson {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    /**
     * Values, names, brackets and braces. Bounded, because a tree of many small values takes a hundred times the memory
     * of its text.
     */
    private static final int MAX_TOKENS = 20_000;
    /** The same bound for guests. */
    private static final int MAX_GUEST_TOKENS = 1_000;

    private static final JsonMapper MAPPER = mapper(MAX_TOKENS);
    private static final JsonMapper GUEST_MAPPER = mapper(MAX_GUEST_TOKENS);

    private SocketIoJson() {}

    private static JsonMapper mapper(int maxTokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxNumberLength(MAX_NUMBER_LENGTH)
                                .maxTokenCount(maxTokens)
                                .build())
                        // clients choose the field names; interning them for ever would fill the memory
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * @return empty if the JSON exceeds the bounds
     * @throws MalformedPacket the text is not JSON
     */
    static Optional<JsonNode> read(String text) throws MalformedPacket {
        return read(MAPPER, text);
    }

    /** The same with narrower bounds, for the {@code auth} object of a CONNECT. */
    static Optional<JsonNode> readOfGuest(String text) throws MalformedPacket {
        return read(GUEST_MAPPER, text);
    }

    private static Optional<JsonNode> read(JsonMapper mapper, String text) throws MalformedPacket {
        try {
            return Optional.of(mapper.readTree(text));
        } catch (StreamConstraintsException beyond) {
            return Optional.empty();
        } catch (JsonProcessingException malformed) {
            throw new MalformedPacket("not JSON");
        }
    }

    /** The first element, a string, of an array that as a whole exceeds the bounds. */
    static JsonNode firstOf(String array) throws MalformedPacket {
        try (JsonParser parser = MAPPER.createParser(array)) {
            if (parser.nextToken() == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.VALUE_STRING) {
                return TextNode.valueOf(parser.getText());
            }
            throw new MalformedPacket("no event");
        } catch (IOException malformed) {
            throw new MalformedPacket("not JSON");
        }
    }

    static JsonNode emptyObject() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }

    static String quote(String text) {
        return TextNode.valueOf(text).toString();
    }
}
