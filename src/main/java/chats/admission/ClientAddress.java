package chats.admission;

import chats.net.Address;
import chats.net.Network;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;

/**
 * The one place that says where a request comes from. What {@code X-Forwarded-For}, {@code X-Forwarded-Proto} and {@code Forwarded}
 * (RFC 7239) say counts only where one of {@code TRUSTED_PROXIES} said it. All lines of a header are one list. It is read from its end, where
 * the nearest proxy wrote, up to the first address that is no trusted proxy: that is the client's.
 */
@ApplicationScoped
public class ClientAddress {
    private final Set<Network> trustedProxies;

    @Inject
    public ClientAddress(Settings settings) {
        this.trustedProxies = settings.trustedProxies();
    }

    protected ClientAddress() {
        this.trustedProxies = Set.of();
    }

    public Address of(HttpServletRequest request) {
        return path(request).client();
    }

    /** Whether the request came over TLS, to this server or to a trusted proxy. */
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || path(request).scheme().filter("https"::equals).isPresent();
    }

    private ForwardedPath path(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        if (trustedProxies.isEmpty() || !isTrusted(peer)) {
            return ForwardedPath.direct(peer);
        }
        return ForwardedPath.of(
                peer,
                lines(request, "X-Forwarded-For"),
                lines(request, "X-Forwarded-Proto"),
                lines(request, "Forwarded"),
                this::isTrusted);
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(network -> network.contains(address));
    }

    private static String lines(HttpServletRequest request, String header) {
        return String.join(",", Collections.list(request.getHeaders(header)));
    }
}
