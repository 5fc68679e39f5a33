package chats.auth;

import chats.admission.ClientAddress;
import chats.admission.KnownConnections;
import chats.edge.RequestPath;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Problems;
import chats.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Optional;

/**
 * Requires a valid access token of every REST call and WebSocket handshake, except on public paths; there the
 * {@code Authorization} header is not even read. Behind this filter the principal of a request is a MicroProfile
 * {@code JsonWebToken}, whose groups are the roles. A plain WebSocket's handshake may bring its token as a subprotocol,
 * see {@link Subprotocols}.
 *
 * <p>This filter replaces the server's {@code mpJwt} feature, which is not installed. Tokens also come where no
 * container looks, in Socket.IO's CONNECT, so the verifier would be needed beside it; each request would cost more; and
 * a principal of the container ties a socket to an HTTP session. The figures are in
 * {@code docs/decisions/0001-own-token-verifier.md}.
 *
 * <p>Access is decided by the path that the container dispatches to. A path that could be read in two ways is refused
 * here, in case no earlier check has refused it.
 */
public class AccessFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String UPGRADE = "Upgrade";
    private static final String ACCOUNTS = "/auth/";

    @Inject
    transient Authenticator authenticator;

    @Inject
    transient Settings settings;

    @Inject
    transient RefusalLog refusals;

    @Inject
    transient KnownConnections known;

    @Inject
    transient ClientAddress address;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String raw = request.getRequestURI();
        Optional<String> problem = RequestPath.problem(raw);
        String path = RequestPath.decoded(raw);
        if (problem.isPresent()) {
            Problems.send(new ChatsException(ErrorCode.VALIDATION_FAILED, problem.get()), response);
        } else if (settings.outsideProvider() && (path.startsWith(ACCOUNTS) || path.equals("/auth"))) {
            Problems.send(new ChatsException(ErrorCode.NOT_FOUND), response);
        } else if (PublicPaths.contains(raw)) {
            chain.doFilter(request, response);
        } else {
            admit(request, response, chain);
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CallerPrincipal principal;
        try {
            principal = principal(request);
        } catch (ChatsException refusal) {
            if (isUpgrade(request)) {
                refusals.handshake(refusal.code(), address.of(request));
            }
            Problems.send(refusal, response);
            return;
        }
        known.add(KnownConnections.Peer.of(request));
        CallerPrincipal caller = principal.at(address.of(request).group());
        request.setAttribute(CurrentCaller.ATTRIBUTE, caller);
        chain.doFilter(new AuthenticatedRequest(request, caller), response);
    }

    /** Where a handshake brings two tokens, both are right and of the same user. */
    private CallerPrincipal principal(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<String> offered =
                isPlainDoor(request) ? Subprotocols.of(request).token() : Optional.empty();
        if (offered.isEmpty()) {
            return authenticator.principal(header);
        }
        CallerPrincipal principal = authenticator.bearer(offered.get());
        if (header != null
                && authenticator.principal(header).caller().user().id()
                        != principal.caller().user().id()) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        return principal;
    }

    private static boolean isPlainDoor(HttpServletRequest request) {
        return isUpgrade(request) && RequestPath.isPlainWebSocket(request.getRequestURI());
    }

    private static boolean isUpgrade(HttpServletRequest request) {
        return request.getHeader(UPGRADE) != null;
    }
}
