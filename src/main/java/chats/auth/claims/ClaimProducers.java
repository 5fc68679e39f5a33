package chats.auth.claims;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What {@code @Inject @Claim} can be put before (MicroProfile JWT 2.1, 7.1): a value of the request in which a bean is made, or a
 * {@code ClaimValue}, {@code Provider} or {@code Instance}, which tell that of the request in which they are asked.
 */
@ApplicationScoped
class ClaimProducers {
    private final JsonWebToken token;

    ClaimProducers() {
        this(NoToken.NONE);
    }

    @Inject
    ClaimProducers(JsonWebToken token) {
        this.token = token;
    }

    @Produces
    @Claim
    @Typed(String.class)
    String text(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(Long.class)
    Long number(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(Boolean.class)
    Boolean flag(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(Set.class)
    Set<String> texts(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(JsonValue.class)
    JsonValue json(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(JsonString.class)
    JsonString jsonString(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(JsonNumber.class)
    JsonNumber jsonNumber(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(JsonArray.class)
    JsonArray jsonArray(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(JsonObject.class)
    JsonObject jsonObject(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(Optional.class)
    <T> Optional<T> optional(InjectionPoint place) {
        return value(place);
    }

    @Produces
    @Claim
    @Typed(ClaimValue.class)
    <T> ClaimValue<T> later(InjectionPoint place) {
        return new CurrentClaim<>(token, ClaimPlace.name(place), ClaimPlace.inner(place.getType()));
    }

    @SuppressWarnings("unchecked")
    private <T> T value(InjectionPoint place) {
        return (T) ClaimPlace.value(token, ClaimPlace.name(place), place.getType());
    }
}
