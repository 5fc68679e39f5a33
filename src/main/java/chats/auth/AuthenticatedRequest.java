package chats.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;

/**
 * A request with its authenticated principal; the principal of a WebSocket handshake becomes that of its session.
 * {@code getSession} returns null, since nothing uses an HTTP session: the server would create one with a cookie for
 * each handshake, and close the socket when the HTTP session times out.
 */
final class AuthenticatedRequest extends HttpServletRequestWrapper {
    private static final String SCHEME = "Bearer";
    /** The role of everybody who is known (Servlet 6.0, 13.3). */
    private static final String ANYBODY = "**";

    private final CallerPrincipal principal;

    AuthenticatedRequest(HttpServletRequest request, CallerPrincipal principal) {
        super(request);
        this.principal = principal;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    /** The token's groups are the roles. */
    @Override
    public boolean isUserInRole(String role) {
        return ANYBODY.equals(role) || principal.getGroups().contains(role);
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
