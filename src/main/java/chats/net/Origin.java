package chats.net;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin of a page (RFC 6454): scheme, host and port. Upper and lower case are equal, and so are a default port and
 * no port.
 *
 * @param scheme in lower case; an installed application may have its own scheme
 * @param host in lower case; an international name in the form {@code xn--...}; an IPv6 address in brackets
 * @param port {@value #NONE} for the default port of the scheme
 */
public record Origin(String scheme, String host, int port) {
    private static final int NONE = -1;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
    private static final Pattern AUTHORITY =
            Pattern.compile("([!-~&&[^*,:@/?#\\[\\]\\\\]]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{0,5}))?");

    /**
     * Parses text such as {@code https://example.com:8443}. Empty for anything else, such as {@code null} or a URL with
     * a path.
     */
    public static Optional<Origin> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? at(form.group(1).toLowerCase(Locale.ROOT), form.group(2)) : Optional.empty();
    }

    /**
     * Whether a request with this {@code Host} header goes to the page's own server. Compares with the page's scheme,
     * because a proxy may terminate TLS.
     */
    public boolean isOf(String hostHeader) {
        return at(scheme, hostHeader).filter(this::equals).isPresent();
    }

    private static Optional<Origin> at(String scheme, String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? NONE : Integer.parseInt(digits);
        if (port > LAST_PORT) {
            return Optional.empty();
        }
        String host = parts.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(new Origin(scheme, host, port == defaultPort(scheme) ? NONE : port));
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> HTTP;
            case "https" -> HTTPS;
            default -> NONE;
        };
    }

    /** The form in which browsers send it. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == NONE ? "" : ":" + port);
    }
}
