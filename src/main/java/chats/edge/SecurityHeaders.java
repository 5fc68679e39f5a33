package chats.edge;

import java.util.Map;
import java.util.TreeMap;

/** What browsers are told with answers that are no page of ours, so that they become none. */
final class SecurityHeaders {
    /** With every answer of the container's own contexts; its page of the API document sets a policy of its own. */
    static final Map<String, String> OF_CONTAINER =
            Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer");

    /** With every answer that is data. */
    static final Map<String, String> OF_DATA = ofData();

    private SecurityHeaders() {}

    private static Map<String, String> ofData() {
        Map<String, String> headers = new TreeMap<>(OF_CONTAINER);
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cache-Control", "no-store");
        return Map.copyOf(headers);
    }
}
