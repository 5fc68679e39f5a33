package chats.http;

import chats.net.Origin;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/**
 * From which pages a browser may come (RFC 6454): those of the host they ask, and those of {@code ALLOWED_ORIGINS}. What sends no
 * Origin is no browser, or asks its own host.
 */
@ApplicationScoped
public class Origins {
    private static final String ALL = "*";

    private final Set<String> allowed;

    @Inject
    public Origins(Settings settings) {
        this.allowed = settings.allowedOrigins();
    }

    /** Whether the request may be answered. */
    public boolean admit(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || isListed(origin) || isOwn(origin, request);
    }

    /** The origin to name in {@code Access-Control-Allow-Origin}; none if the page's own, unknown, or no page at all. */
    public Optional<String> named(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Origin")).filter(this::isListed);
    }

    /** Whether every origin is allowed; then never with credentials. */
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
