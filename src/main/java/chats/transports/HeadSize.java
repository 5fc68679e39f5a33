package chats.transports;

import chats.auth.Subprotocols;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;

/**
 * How big the head of a request is, which the container keeps for as long as a socket that it opens lives, or as long as the request
 * waits. Not counted is the Authorization header, which has a bound of its own, as long as the longest token.
 */
final class HeadSize {
    /** Some hundred bytes are usual, and two or three thousand with the cookies of a whole site. */
    static final int MAX_BYTES = 8 * 1024;

    private static final String AUTHORIZATION = "Authorization";
    /** The colon, a space and the end of the line. */
    private static final int PUNCTUATION = 4;

    private HeadSize() {}

    static boolean isTooBig(HttpServletRequest request) {
        return of(request) > MAX_BYTES;
    }

    /** In bytes, of a handshake of the plain door: without its token, which a browser brings as a subprotocol. Of two tokens, one counts. */
    static int ofPlainDoor(HttpServletRequest request) {
        boolean one = request.getHeader(AUTHORIZATION) == null;
        return of(request) - (one ? Subprotocols.of(request).tokenLength() : 0);
    }

    /** In bytes. */
    static int of(HttpServletRequest request) {
        String query = request.getQueryString();
        int bytes = query == null ? 0 : query.length();
        for (String name : new LinkedHashSet<>(Collections.list(request.getHeaderNames()))) {
            if (!name.equalsIgnoreCase(AUTHORIZATION)) {
                for (String value : Collections.list(request.getHeaders(name))) {
                    bytes += name.length() + value.length() + PUNCTUATION;
                }
            }
        }
        return bytes;
    }
}
