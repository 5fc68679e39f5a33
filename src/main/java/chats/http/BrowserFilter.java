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
 * What browsers are told: which origins may read answers (CORS, by {@code ALLOWED_ORIGINS}), and what a page made of an answer may
 * do, which is nothing. A WebSocket's handshake from a foreign page is refused, since browsers ask nobody before they open one.
 */
public class BrowserFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String SOCKET_IO = "/socket.io/";

    @Inject
    transient Origins origins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        secure(request, response);
        if (request.getRequestURI().startsWith(SOCKET_IO)) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getHeader("Upgrade") != null && !origins.admit(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        share(request, response);
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void secure(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (isPage(request.getRequestURI())) {
            response.setHeader(
                    "Content-Security-Policy",
                    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; frame-ancestors 'none'");
        } else {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            response.setHeader("Cache-Control", "no-store");
        }
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.equals("/index.html") || path.startsWith("/assets/");
    }

    private void share(HttpServletRequest request, HttpServletResponse response) {
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
        response.setHeader("Access-Control-Allow-Methods", "GET, POST");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
        response.setHeader("Access-Control-Expose-Headers", "Location, Retry-After, WWW-Authenticate");
        response.setHeader("Access-Control-Max-Age", "7200");
    }
}
