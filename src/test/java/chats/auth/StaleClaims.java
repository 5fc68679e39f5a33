package chats.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;

/** Beans that no server may start with: the one would tell everybody the subject of whoever came first, the other means two claims at once. */
final class StaleClaims {
    private StaleClaims() {}

    @ApplicationScoped
    public static class OfWhoeverCameFirst {
        @Inject
        @Claim("sub")
        String subject;
    }

    @RequestScoped
    public static class OfTwoNames {
        @Inject
        @Claim(value = "sub", standard = Claims.upn)
        String name;
    }
}
