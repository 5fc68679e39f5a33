package chats.auth.claims;

import java.lang.reflect.Type;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A claim of whatever request is the current one when it is asked. */
final class CurrentClaim<T> implements ClaimValue<T> {
    private final JsonWebToken token;
    private final String name;
    private final Type type;

    /** @param token of the current request */
    CurrentClaim(JsonWebToken token, String name, Type type) {
        this.token = token;
        this.name = name;
        this.type = type;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T getValue() {
        return (T) ClaimPlace.value(token, name, type);
    }

    /** Without the value: it may be the token itself. */
    @Override
    public String toString() {
        return "claim " + name;
    }
}
