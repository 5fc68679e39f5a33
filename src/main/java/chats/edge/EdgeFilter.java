package chats.edge;

import chats.errors.ChatsException;
import chats.http.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces {@link Edge} in a server that does not have the expected classes. It checks only requests to the
 * application, and only what the container has parsed. For example it cannot see an invalid Content-Length. So the
 * connection ends after each request that could have a body but has no valid length.
 */
public class EdgeFilter extends HttpFilter {
    static final String IS_NOT_NEEDED = EdgeFilter.class.getName();

    private static final long serialVersionUID = 1L;
    private static final List<String> CHECKED = List.of("Host", "Content-Length", "Transfer-Encoding");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (getServletContext().getAttribute(IS_NOT_NEEDED) != null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            HeaderRules rules = check(request);
            if (rules.chunked() || !rules.hasLength() && !WITHOUT_BODY.contains(request.getMethod())) {
                response.setHeader("Connection", "close");
            }
        } catch (ChatsException refusal) {
            response.setHeader("Connection", "close");
            Problems.send(refusal, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private static HeaderRules check(HttpServletRequest request) {
        RequestPath.problem(request.getRequestURI()).ifPresent(problem -> {
            throw RequestHead.malformed(problem);
        });
        if (Collections.list(request.getHeaderNames()).stream().anyMatch(HeaderNames::isDisguise)) {
            throw RequestHead.malformed("A header has its own name.");
        }
        HeaderRules rules = new HeaderRules();
        for (String name : CHECKED) {
            Collections.list(request.getHeaders(name)).forEach(value -> rules.add(name, value));
        }
        boolean isOld = request.getProtocol().equals("HTTP/1.0");
        rules.require(new RequestLine(request.getMethod(), Optional.empty(), request.getRequestURI(), "", isOld));
        return rules;
    }
}
