package chats.edge;

import java.util.Map;
import java.util.TreeMap;

/**
 * Headers for answers that are not pages of ours. They keep browsers from treating such an answer as a page or script.
 */
final class SecurityHeaders {
    /**
     * For all answers of the container's own contexts. The page of the API document sets its own content security
     * policy.
     */
    static final Map<String, String> OF_CONTAINER =
            Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer");

    /** For all answers that are data. */
    static final Map<String, String> OF_DATA = ofData();

    private SecurityHeaders() {}

    private static Map<String, String> ofData() {
        Map<String, String> headers = new TreeMap<>(OF_CONTAINER);
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cache-Control", "no-store");
        return Map.copyOf(headers);
    }
}
