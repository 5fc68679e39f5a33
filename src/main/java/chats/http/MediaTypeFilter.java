package chats.http;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Predicate;

/**
 * Refuses malformed Content-Type and Accept headers, because the server would log a stack trace for each. Also refuses
 * very long ones, because the time of the server's parser grows with the square of their length.
 */
public class MediaTypeFilter extends HttpFilter {
    /** Bound in characters for one header line. Browsers send about 150. */
    static final int LONGEST = 1_000;

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!all(request, HttpHeaders.CONTENT_TYPE, MediaTypes::isType)) {
            Problems.send(new ChatsException(ErrorCode.UNSUPPORTED_MEDIA_TYPE), response);
        } else if (!all(request, HttpHeaders.ACCEPT, MediaTypes::isAccept)) {
            Problems.send(new ChatsException(ErrorCode.NOT_ACCEPTABLE), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean all(HttpServletRequest request, String header, Predicate<String> rule) {
        return Collections.list(request.getHeaders(header)).stream()
                .allMatch(value -> value.length() <= LONGEST && rule.test(value));
    }
}
