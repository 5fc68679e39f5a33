package chats.auth.claims;

import chats.auth.ClaimTypes;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Where a claim is injected: what is wanted, and as which type. */
final class ClaimPlace {
    private ClaimPlace() {}

    static String name(InjectionPoint place) {
        Claim claim = place.getQualifiers().stream()
                .filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .findFirst()
                .orElseThrow();
        return claim.standard() == Claims.UNKNOWN
                ? claim.value()
                : claim.standard().name();
    }

    /** What a token says now, as a value of that type: an {@code Optional} where that is wanted, else null if it says nothing. */
    static Object value(JsonWebToken token, String name, Type type) {
        if (raw(type) == Optional.class) {
            return Optional.ofNullable(value(token, name, inner(type)));
        }
        Object claim = token.getClaim(name);
        return ClaimTypes.as(raw(type), claim);
    }

    /** The {@code T} of an {@code Optional<T>} or {@code ClaimValue<T>}; where it is left out, anything. */
    static Type inner(Type type) {
        return type instanceof ParameterizedType whole ? whole.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType whole) {
            return (Class<?>) whole.getRawType();
        }
        if (type == long.class) {
            return Long.class;
        }
        if (type == boolean.class) {
            return Boolean.class;
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
