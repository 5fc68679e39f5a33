package chats.transports;

import chats.auth.Subprotocols;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;

/**
 * The size of the head of a request. It is bounded, because the container keeps the head of a handshake as long as the
 * socket is open, and the head of a poll as long as the poll waits. The Authorization header is not counted: the
 * longest valid token bounds it.
 */
final class HeadSize {
    /** Some hundred bytes are usual; two or three thousand with the cookies of a large site. */
    static final int MAX_BYTES = 8 * 1024;

    private static final String AUTHORIZATION = "Authorization";
    /** The colon, the space and the line end of one header. */
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
