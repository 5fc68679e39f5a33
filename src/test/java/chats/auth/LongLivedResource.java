package chats.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.Principal;
import java.util.List;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** One object for all requests, which is to tell each of them what its own token says. Part of the application in tests only. */
@Path("/long-lived")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LongLivedResource {
    @Inject
    JsonWebToken token;

    @Inject
    Principal principal;

    @Inject
    @Claim("sub")
    ClaimValue<String> subject;

    @Inject
    @Claim("sub")
    Provider<String> subjectLater;

    @GET
    public List<String> subjects() {
        return List.of(token.getSubject(), principal.getName(), subject.getValue(), subjectLater.get());
    }
}
