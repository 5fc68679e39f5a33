package chats.http;

import chats.net.Origin;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from which pages requests are accepted (RFC 6454): from pages of the server's own host, and of
 * {@code ALLOWED_ORIGINS}. A request without an Origin header is accepted, because it does not come from a browser, or
 * it comes from a page of the server's own host.
 */
@ApplicationScoped
public class Origins {
    private static final String ALL = "*";

    private final Set<String> allowed;

    @Inject
    public Origins(Settings settings) {
        this.allowed = settings.allowedOrigins();
    }

    /** Whether the request is accepted. */
    public boolean admit(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || isListed(origin) || isOwn(origin, request);
    }

    /**
     * The allowed origin for {@code Access-Control-Allow-Origin}. Empty if the request has no Origin header, or one
     * that is not in {@code ALLOWED_ORIGINS}.
     */
    public Optional<String> named(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Origin")).filter(this::isListed);
    }

    /** Whether every origin is allowed. Credentials must not be allowed then. */
    public boolean admitAll() {
        return allowed.contains(ALL);
    }

    private boolean isListed(String origin) {
        return admitAll()
                || allowed.contains(Origin.parse(origin).map(Origin::toString).orElse(origin));
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null
                && Origin.parse(origin).filter(page -> page.isOf(host)).isPresent();
    }
}
