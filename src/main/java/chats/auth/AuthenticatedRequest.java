package chats.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request whose principal is known; that of a WebSocket's handshake becomes the principal of its session. */
final class AuthenticatedRequest extends HttpServletRequestWrapper {
    private static final String SCHEME = "Bearer";

    private final CallerPrincipal principal;

    AuthenticatedRequest(HttpServletRequest request, CallerPrincipal principal) {
        super(request);
        this.principal = principal;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    @Override
    public String getAuthType() {
        return SCHEME;
    }
}
