package chats.admission;

import chats.net.Address;
import chats.net.Network;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Determines the client's address of a request; no other class does. The headers {@code X-Forwarded-For},
 * {@code X-Forwarded-Proto} and {@code Forwarded} (RFC 7239) are used only if the request comes from one of
 * {@code TRUSTED_PROXIES}. All lines of a header are one list. The list is read from its end, where the nearest proxy
 * has added its entry. The first address that is not a trusted proxy is the client's.
 */
@ApplicationScoped
public class ClientAddress {
    private final Set<Network> trustedProxies;

    @Inject
    public ClientAddress(Settings settings) {
        this.trustedProxies = settings.trustedProxies();
    }

    public Address of(HttpServletRequest request) {
        return path(request).client();
    }

    /**
     * The same for a request below the servlet container.
     *
     * @param headers returns the values of a header by its name
     */
    public Address of(String peer, Function<String, List<String>> headers) {
        return path(peer, headers).client();
    }

    /** Whether a peer is one of the trusted proxies. */
    public boolean isTrusted(String peer) {
        return trustedProxies.stream().anyMatch(network -> network.contains(peer));
    }

    /** Whether the request came over TLS, to this server or to a trusted proxy. */
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || path(request).scheme().filter("https"::equals).isPresent();
    }

    private ForwardedPath path(HttpServletRequest request) {
        return path(request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
    }

    private ForwardedPath path(String peer, Function<String, List<String>> headers) {
        if (trustedProxies.isEmpty() || !isTrusted(peer)) {
            return ForwardedPath.direct(peer);
        }
        return ForwardedPath.of(
                peer,
                String.join(",", headers.apply("X-Forwarded-For")),
                String.join(",", headers.apply("X-Forwarded-Proto")),
                String.join(",", headers.apply("Forwarded")),
                this::isTrusted);
    }
}
