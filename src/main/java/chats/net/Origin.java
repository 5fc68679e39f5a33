package chats.net;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page comes from, RFC 6454: scheme, host and port. Two are equal however their letters are written, and whether a default port is written or not.
 *
 * @param scheme in small letters; a page of an installed application may have one of its own
 * @param host in small letters; a name beyond ASCII as browsers send it, {@code xn--...}; an IPv6 address in brackets
 * @param port {@value #NONE} for the scheme's own
 */
public record Origin(String scheme, String host, int port) {
    private static final int NONE = -1;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
    private static final Pattern AUTHORITY =
            Pattern.compile("([!-~&&[^*,:@/?#\\[\\]\\\\]]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{0,5}))?");

    /** Reads {@code https://example.com:8443}; empty for anything else, such as {@code null} or an address with a path. */
    public static Optional<Origin> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? at(form.group(1).toLowerCase(Locale.ROOT), form.group(2)) : Optional.empty();
    }

    /** Whether this is of the server that was asked by this {@code Host}. The scheme is the page's, since a proxy may end TLS. */
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
        return Optional.of(new Origin(scheme, host, port == standard(scheme) ? NONE : port));
    }

    private static int standard(String scheme) {
        return switch (scheme) {
            case "http" -> HTTP;
            case "https" -> HTTPS;
            default -> NONE;
        };
    }

    /** As a browser writes it. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == NONE ? "" : ":" + port);
    }
}
