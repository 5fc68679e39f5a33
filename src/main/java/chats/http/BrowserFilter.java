package chats.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Sets the headers for browsers: which origins may read answers (CORS, by {@code ALLOWED_ORIGINS}), and a policy that
 * forbids everything if a browser should show an answer as a page. Also refuses the handshake of a WebSocket from a
 * page of another origin, because browsers do not apply CORS to WebSockets.
 */
public class BrowserFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    /**
     * The page may load only its own scripts and styles, and talk only to its own host. It may not turn text into HTML
     * or scripts.
     */
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final String SOCKET_IO = "/socket.io/";

    @Inject
    transient Origins origins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String upgrade = request.getHeader("Upgrade");
        if (!"websocket".equalsIgnoreCase(upgrade)) {
            addSecurityHeaders(request, response);
        }
        if (request.getRequestURI().startsWith(SOCKET_IO)) {
            chain.doFilter(request, response);
            return;
        }
        if (upgrade != null && !origins.admit(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        addCorsHeaders(request, response);
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * Not for the handshake of a WebSocket: its answer is not a page, and the container keeps the headers as long as
     * the socket is open.
     */
    private static void addSecurityHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        String path = request.getRequestURI();
        if (isPage(path)) {
            response.setHeader("Content-Security-Policy", PAGE_POLICY);
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
            response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        } else {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (path.startsWith(Site.ASSETS)) {
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        } else if (!isPage(path)) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.equals(Site.PAGE);
    }

    private void addCorsHeaders(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> origin = origins.named(request);
        response.addHeader("Vary", "Origin");
        if (origin.isEmpty()) {
            return;
        }
        if (origins.admitAll()) {
            response.setHeader("Access-Control-Allow-Origin", "*");
        } else {
            response.setHeader("Access-Control-Allow-Origin", origin.get());
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
        response.setHeader("Access-Control-Expose-Headers", "Location, Retry-After, WWW-Authenticate");
        response.setHeader("Access-Control-Max-Age", "7200");
    }
}
