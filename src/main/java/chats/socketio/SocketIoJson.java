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

/** Reads what clients send, with bounds on what a hostile one may make of it. */
final class SocketIoJson {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    /** Values, names, brackets and braces: a tree of many small ones takes a hundred times the room of its text. */
    private static final int MAX_TOKENS = 20_000;
    /** The same of what somebody says who is not known yet. */
    private static final int MAX_TOKENS_OF_A_GUEST = 1_000;

    private static final JsonMapper MAPPER = mapper(MAX_TOKENS);
    private static final JsonMapper OF_GUESTS = mapper(MAX_TOKENS_OF_A_GUEST);

    private SocketIoJson() {}

    private static JsonMapper mapper(int maxTokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxNumberLength(MAX_NUMBER_LENGTH)
                                .maxTokenCount(maxTokens)
                                .build())
                        // names come from strangers: remembering them for ever would fill the memory
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** @return empty if it is beyond the bounds; what is no JSON at all is malformed */
    static Optional<JsonNode> read(String text) throws MalformedPacket {
        return read(MAPPER, text);
    }

    /** The same with narrower bounds, for what a client says of itself. */
    static Optional<JsonNode> readOfGuest(String text) throws MalformedPacket {
        return read(OF_GUESTS, text);
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

    /** The first element of an array whose rest is beyond the bounds. */
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
