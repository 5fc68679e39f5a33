package chats.auth.claims;

import chats.auth.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.interceptor.Interceptor;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Makes the token of the current request injectable into beans of any scope, as {@code JsonWebToken} and as {@code Principal}. It is looked up when
 * it is first asked something, so a request whose resource does not ask pays nothing.
 */
@ApplicationScoped
@Priority(Interceptor.Priority.APPLICATION)
class TokenProducer {
    @Produces
    @RequestScoped
    @Typed(JsonWebToken.class)
    JsonWebToken token(CurrentCaller caller) {
        return caller.principal().<JsonWebToken>map(principal -> principal).orElse(NoToken.NONE);
    }

    /** In place of the container's own, which knows nothing of tokens. */
    @Produces
    @RequestScoped
    @Alternative
    @Typed(Principal.class)
    Principal principal(CurrentCaller caller) {
        return token(caller);
    }
}
