package chats.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.Optional;

/** Reads a text that may be left out or be null, and tells the two apart: null if it is left out, empty if it is null. */
public final class Given extends JsonDeserializer<Optional<String>> {
    @Override
    public Optional<String> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return Optional.of(context.readValue(parser, String.class));
    }

    @Override
    public Optional<String> getNullValue(DeserializationContext context) {
        return Optional.empty();
    }

    @Override
    public Optional<String> getAbsentValue(DeserializationContext context) {
        return null;
    }
}
