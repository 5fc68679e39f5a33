package chats.auth;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.Claims;

/**
 * The Java types of claims (MicroProfile JWT 2.1). A standard claim has the type that {@link Claims} names, where the token has a value of that kind.
 * Any other claim is a {@code String}, a {@code Boolean} or a JSON-P value.
 */
public final class ClaimTypes {
    private ClaimTypes() {}

    /** @param value as it was read: text, a number, true, false, a list, a map or null */
    static Object natural(String name, Object value) {
        Class<?> type = type(name);
        if (value == null || type.isInstance(value) && type != Object.class) {
            return value;
        }
        if (type == Long.class && value instanceof Number number) {
            return number.longValue();
        }
        if (type == Set.class) {
            return texts(value);
        }
        return value instanceof String || value instanceof Boolean ? value : json(value);
    }

    /**
     * The claim as somebody wants it.
     *
     * @param value a claim of its natural type, or null
     * @throws IllegalArgumentException if it is of another kind
     */
    public static Object as(Class<?> wanted, Object value) {
        if (value == null || wanted.isInstance(value)) {
            return value;
        }
        Object other = null;
        if (JsonValue.class.isAssignableFrom(wanted)) {
            other = json(value);
        } else if (wanted == Long.class && value instanceof JsonNumber number) {
            other = number.longValueExact();
        } else if (wanted == Set.class && (value instanceof JsonArray || value instanceof String)) {
            other = texts(value);
        }
        if (!wanted.isInstance(other)) {
            throw new IllegalArgumentException("The token's claim is no " + wanted.getSimpleName());
        }
        return other;
    }

    /** Those of a list that are text; a single text counts as a list of one (RFC 7519, 4.1.3). */
    static Set<String> texts(Object value) {
        Collection<?> all = value instanceof Collection<?> list ? list : List.of(value);
        return all.stream()
                .map(each -> each instanceof JsonString text ? text.getString() : each)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static JsonValue json(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object(object);
        }
        return Provider.JSON.createArrayBuilder(List.of(value)).build().get(0);
    }

    @SuppressWarnings("unchecked")
    private static JsonObject object(Map<?, ?> object) {
        return Provider.JSON.createObjectBuilder((Map<String, Object>) object).build();
    }

    private static Class<?> type(String name) {
        try {
            return Claims.valueOf(name).getType();
        } catch (IllegalArgumentException custom) {
            return Object.class;
        }
    }

    /** Looked for when the first JSON value is asked for, which takes a while. */
    private static final class Provider {
        static final JsonProvider JSON = JsonProvider.provider();
    }
}
