package chats.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * The caller as the container's APIs see it: a MicroProfile {@link JsonWebToken} whose name is the nickname. Code of
 * Chats uses {@link #caller()}.
 */
public final class CallerPrincipal implements JsonWebToken {
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
        return caller.user().nickname();
    }

    @Override
    public Set<String> getClaimNames() {
        return Set.copyOf(claims().getClaimNames());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
        return (T) (name.equals(Claims.raw_token.name()) ? token : claims().getClaimValue(name));
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
