package chats.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.Optional;

/** Reads true or false that may be left out or be null, and tells the two apart, as {@link Given} does for a text. */
public final class GivenFlag extends JsonDeserializer<Optional<Boolean>> {
    @Override
    public Optional<Boolean> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return Optional.of(context.readValue(parser, Boolean.class));
    }

    @Override
    public Optional<Boolean> getNullValue(DeserializationContext context) {
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> getAbsentValue(DeserializationContext context) {
        return null;
    }
}
