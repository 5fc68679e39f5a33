package chats.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * The caller of a request or of a plain WebSocket as the container's APIs see it: a MicroProfile {@link JsonWebToken}.
 * Its name is the first of {@code upn}, {@code preferred_username} and {@code sub} that the token has. Code of Chats uses
 * {@link #caller()}.
 */
public final class CallerPrincipal implements JsonWebToken {
    private static final List<Claims> NAMES = List.of(Claims.upn, Claims.preferred_username, Claims.sub);

    private final Caller caller;
    private final String token;
    private final String address;

    /** @param token the verified access token */
    CallerPrincipal(Caller caller, String token, String address) {
        this.caller = caller;
        this.token = token;
        this.address = address;
    }

    public Caller caller() {
        return caller;
    }

    /** The client's address group; empty if it is not known. */
    public String address() {
        return address;
    }

    CallerPrincipal at(String clientAddress) {
        return new CallerPrincipal(caller, token, clientAddress);
    }

    @Override
    public String getName() {
        JwtClaims claims = claims();
        return NAMES.stream()
                .map(name -> claims.getClaimValue(name.name()))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The roles that the token gives; none where {@code groups} is missing or no list of texts. */
    @Override
    public Set<String> getGroups() {
        return claims().getClaimValue(Claims.groups.name()) instanceof List<?> groups
                ? ClaimTypes.texts(groups)
                : Set.of();
    }

    /** In seconds since 1970; 0 where the token does not say. */
    @Override
    public long getIssuedAtTime() {
        Long issued = getClaim(Claims.iat.name());
        return issued == null ? 0 : issued;
    }

    @Override
    public Set<String> getClaimNames() {
        Set<String> names = new HashSet<>(claims().getClaimNames());
        names.add(Claims.raw_token.name());
        return Set.copyOf(names);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
        return (T) value(name);
    }

    private Object value(String name) {
        if (name.equals(Claims.raw_token.name())) {
            return token;
        }
        if (name.equals(Claims.groups.name())) {
            return getGroups();
        }
        return ClaimTypes.natural(name, claims().getClaimValue(name));
    }

    /**
     * Parsed from the token at each call. Claims are rarely read, and keeping them would take more memory than all
     * other data of a caller.
     */
    private JwtClaims claims() {
        try {
            String payload = token.split("\\.", -1)[1];
            return JwtClaims.parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        } catch (InvalidJwtException e) {
            throw new IllegalStateException("A verified token cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "user " + caller.user().id();
    }
}
