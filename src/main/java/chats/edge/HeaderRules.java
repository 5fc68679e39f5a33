package chats.edge;

import static chats.edge.RequestHead.malformed;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for the headers that say for which host a request is and where its body ends. At most one {@code Host}, and
 * exactly one in HTTP/1.1. At most one {@code Content-Length}, which consists of digits. No {@code Transfer-Encoding}
 * but {@code chunked}, and not together with a length. All headers are added first; then {@link #require} checks the
 * rules that concern several of them.
 */
final class HeaderRules {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+)(:[0-9]{1,5})?");
    /** Any number of so many digits fits into a {@code long}. */
    private static final int MOST_DIGITS = 18;
    /** The lengths of the names that matter here. */
    private static final Set<Integer> LENGTHS_OF_NAMES = Set.of(4, 10, 14, 17);

    private String host;
    private boolean hasLength;
    private boolean chunked;
    private boolean closes;

    /** Adds the header in the current line. */
    void add(RequestHead.Lines line) {
        int colon = line.start();
        while (colon < line.end() && HttpTokens.isToken(line.at(colon))) {
            colon++;
        }
        if (colon == line.start() || colon == line.end() || line.at(colon) != ':') {
            throw malformed("A header is a name, a colon right behind it, and a value, in one line.");
        }
        String name = line.text(line.start(), colon);
        if (HeaderNames.isDisguise(name)) {
            throw malformed("A header has its own name.");
        }
        if (LENGTHS_OF_NAMES.contains(name.length())) {
            add(name, line.text(colon + 1, line.end()));
        }
    }

    /** Adds a header. Upper and lower case of the name are the same. */
    void add(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "host" -> host(trimmed(value));
            case "content-length" -> length(trimmed(value));
            case "transfer-encoding" -> coding(trimmed(value));
            case "connection" -> closes |= names(value, "close");
            default -> {
                // not about host or body
            }
        }
    }

    /** To be called when all headers have been added. Throws if the request is malformed. */
    void require(RequestLine request) {
        if (host == null && !request.isOld()) {
            throw malformed("A request of HTTP/1.1 has a Host.");
        }
        if (request.authority()
                .filter(authority -> !authority.equalsIgnoreCase(host))
                .isPresent()) {
            throw malformed("A target that names a host names the one of the Host header.");
        }
        if (chunked && (hasLength || request.isOld())) {
            throw malformed("A body in chunks has no Content-Length, and there is none in HTTP/1.0.");
        }
    }

    /** Whether the client wants the connection to end after the answer. */
    boolean closes() {
        return closes;
    }

    boolean hasLength() {
        return hasLength;
    }

    /** Whether the body comes in chunks. */
    boolean chunked() {
        return chunked;
    }

    private void host(String value) {
        if (host != null || !HOST.matcher(value).matches()) {
            throw malformed("There is one Host, a name or an address with or without a port.");
        }
        host = value;
    }

    private void length(String value) {
        if (hasLength || value.isEmpty() || value.length() > MOST_DIGITS || !isDigits(value)) {
            throw malformed("There is one Content-Length at most, and it consists of digits.");
        }
        hasLength = true;
    }

    private void coding(String value) {
        if (chunked || !value.equalsIgnoreCase("chunked")) {
            throw malformed("There is one Transfer-Encoding at most, and it is chunked.");
        }
        chunked = true;
    }

    private static boolean names(String list, String word) {
        for (int start = 0; start <= list.length(); ) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            if (trimmed(list.substring(start, end)).equalsIgnoreCase(word)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Removes spaces and tabs from both ends, but no other white space. */
    private static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isDigits(String value) {
        return value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
