package chats.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;

/**
 * A request whose principal is known; that of a WebSocket's handshake becomes the principal of its session. It has no HTTP session,
 * since nothing here needs one: the server would make one with a cookie for each handshake, and forget the socket when it times out.
 */
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

    @Override
    public HttpSession getSession() {
        return null;
    }

    @Override
    public HttpSession getSession(boolean create) {
        return null;
    }
}
