package chats.auth;

import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who a request comes from, as the container's APIs see it: a MicroProfile {@link JsonWebToken}. Its name is the nickname; code of
 * Chats asks for the {@link #caller()}.
 */
public final class CallerPrincipal implements JsonWebToken {
    private final Caller caller;
    private final VerifiedToken token;
    private final String raw;
    private final String address;

    CallerPrincipal(Caller caller, VerifiedToken token, String raw, String address) {
        this.caller = caller;
        this.token = token;
        this.raw = raw;
        this.address = address;
    }

    public Caller caller() {
        return caller;
    }

    /** The client's address, as far as it is known. */
    public String address() {
        return address;
    }

    CallerPrincipal at(String clientAddress) {
        return new CallerPrincipal(caller, token, raw, clientAddress);
    }

    @Override
    public String getName() {
        return caller.user().nickname();
    }

    @Override
    public Set<String> getClaimNames() {
        return token.claims().keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
        return (T) (name.equals(Claims.raw_token.name()) ? raw : token.claims().get(name));
    }

    @Override
    public String toString() {
        return "user " + caller.user().id();
    }
}
