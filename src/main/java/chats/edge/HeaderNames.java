package chats.edge;

import java.util.List;

/**
 * Detects header names that Open Liberty confuses with others. It takes two names for the same if their characters
 * differ by 32. This is so for upper and lower case, but also for other characters. So it reads {@code ContentMLength}
 * as {@code Content-Length}, {@code Transfer-%ncoding} as {@code Transfer-Encoding}, and {@code X-&orwarded-&or} as
 * {@code X-Forwarded-For}. Proxies do not, so a client could get such headers past them.
 */
final class HeaderNames {
    private static final List<String> KNOWN = List.of(
            "TE",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "Cache-Control",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Length",
            "Content-Range",
            "Content-Type",
            "HTTP2-Settings",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Keep-Alive",
            "Max-Forwards",
            "Proxy-Authorization",
            "Proxy-Connection",
            "Sec-WebSocket-Extensions",
            "Sec-WebSocket-Key",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Version",
            "Transfer-Encoding",
            "User-Agent",
            "X-Forwarded-By",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto");

    private HeaderNames() {}

    /** Whether the container would take this name for another one. */
    static boolean isDisguise(String name) {
        return canBeDisguise(name) && KNOWN.stream().anyMatch(known -> isDisguise(name, known));
    }

    /**
     * A quick test. A name can only be confused with a known one if it contains M (differs by 32 from the hyphen), R
     * (from the digit 2), or a character that is neither a letter nor a hyphen.
     */
    private static boolean canBeDisguise(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == 'M' || c == 'R' || c != '-' && !Character.isLetter(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDisguise(String name, String known) {
        if (name.length() != known.length() || name.equalsIgnoreCase(known)) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int difference = Math.abs(name.charAt(i) - known.charAt(i));
            if (difference != 0 && difference != 32) {
                return false;
            }
        }
        return true;
    }
}
