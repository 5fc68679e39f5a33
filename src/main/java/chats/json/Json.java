package chats.json;

import chats.errors.ChatsException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one JSON mapper. Reading is strict: a number is not accepted for a text, a text not for a number, a fraction not
 * for an id. Input may have at most {@value #MAX_DEPTH} levels and {@value #MAX_TOKENS} tokens. Unknown fields are
 * ignored. Writing leaves no field out; times are ISO-8601 UTC with milliseconds.
 */
public final class Json {
    public static final int MAX_DEPTH = 32;

    /**
     * Values, names, brackets and braces of one input: four times as many as the largest request has, a thousand ids
     * with two maps of a thousand positions. The limit is needed because a tree of many small values takes a hundred
     * times the memory of its text.
     */
    static final int MAX_TOKENS = 20_000;

    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper MAPPER = strictMapper();

    private Json() {}

    /** The value as JSON text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value as JSON in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses the bytes.
     *
     * @throws ChatsException {@code validation_failed} if they are not UTF-8 or not one JSON value, or exceed the
     *     limits
     */
    public static JsonNode read(byte[] utf8) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw ChatsException.invalid("", "is not UTF-8");
        }
    }

    /**
     * Parses the text.
     *
     * @throws ChatsException {@code validation_failed} if it is not one JSON value, or exceeds the limits
     */
    public static JsonNode read(String text) {
        try {
            return parse(text);
        } catch (NotJson e) {
            throw ChatsException.invalid("", e.getMessage());
        }
    }

    /**
     * Parses the text.
     *
     * @throws NotJson the text is not JSON
     * @throws ChatsException {@code validation_failed} if it is JSON, but nested too deeply, with too many values or
     *     too long a number
     */
    public static JsonNode parse(String text) throws NotJson {
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            throw ChatsException.invalid("", problem(e));
        } catch (JsonProcessingException e) {
            throw new NotJson(problem(e));
        }
    }

    /**
     * Converts the tree to a record of this type. The record's constraints are not checked yet.
     *
     * @throws ChatsException {@code validation_failed}, naming the field
     */
    public static <T> T bind(JsonNode tree, Class<T> type) {
        if (tree == null || !tree.isObject()) {
            throw ChatsException.invalid("", "must be a JSON object");
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw ChatsException.invalid(path(e), "has the wrong type");
        } catch (JsonProcessingException e) {
            throw ChatsException.invalid("", e.getOriginalMessage());
        }
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "is nested deeper than " + MAX_DEPTH + ", has more than " + MAX_TOKENS
                    + " values, or a number or name of excessive length";
        }
        JsonLocation at = e.getLocation();
        return at == null
                ? "is not JSON"
                : "is not JSON (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static ObjectMapper strictMapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(64)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // clients could fill the table of known names, and slow it down by names with the same hash
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
        JsonMapper.Builder mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    for (CoercionInputShape shape : new CoercionInputShape[] {
                        CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
                    }) {
                        text.setCoercion(shape, CoercionAction.Fail);
                    }
                });
        SimpleModule module = new SimpleModule()
                .addSerializer(new InstantAsText())
                .addKeyDeserializer(Long.class, new WholeNumber.Key())
                // keeps the order of the request, so that the answer has it too
                .addAbstractTypeMapping(Set.class, LinkedHashSet.class);
        return mapper.addModule(module).build();
    }

    private static final class InstantAsText extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantAsText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(ISO_MILLIS.format(value));
        }
    }
}
