package chats.http;

import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where a request comes from. What {@code X-Forwarded-For} says counts only when it was a trusted proxy that said it; the nearest
 * address that is no such proxy is the client's.
 */
@ApplicationScoped
public class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final Set<String> trustedProxies;

    @Inject
    public ClientAddress(Settings settings) {
        this.trustedProxies = settings.trustedProxies();
    }

    protected ClientAddress() {
        this.trustedProxies = Set.of();
    }

    public String of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(FORWARDED_FOR));
        return of(request.getRemoteAddr(), String.join(",", headers));
    }

    /** Whether the request came over TLS, to this server or to a trusted proxy. */
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || trustedProxies.contains(request.getRemoteAddr())
                        && "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO));
    }

    /** {@link #of(HttpServletRequest)} for whoever has no servlet request: the peer's address and all {@code X-Forwarded-For} headers, or "". */
    public String of(String peer, String forwardedFor) {
        String address = peer;
        String[] hops = forwardedFor.split(",");
        for (int i = hops.length - 1; i >= 0 && trustedProxies.contains(address); i--) {
            if (!hops[i].isBlank()) {
                address = hops[i].strip();
            }
        }
        return address;
    }
}
