package chats.transports;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Problems;
import chats.socketio.websocket.OpeningHandshake;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;

/**
 * Looks at the plain door's handshakes before the container does, by the same rules as the Socket.IO door (RFC 6455, 4.2.1). The container
 * knows only one form of the headers {@code Upgrade} and {@code Connection}, and is given that; it has no words for what it refuses.
 */
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int UPGRADE_REQUIRED = 426;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET") || !OpeningHandshake.isAsked(request)) {
            chain.doFilter(request, response);
        } else if (!OpeningHandshake.isVersionKnown(request)) {
            response.setHeader("Sec-WebSocket-Version", "13");
            response.setStatus(UPGRADE_REQUIRED);
        } else if (!OpeningHandshake.isValid(request)) {
            Problems.send(
                    new ChatsException(
                            ErrorCode.VALIDATION_FAILED,
                            "A WebSocket's handshake has Connection: Upgrade and a Sec-WebSocket-Key of 16 bytes in Base64."),
                    response);
        } else {
            chain.doFilter(new Handshake(request), response);
        }
    }

    /** No extensions are known here; the container would refuse a request whose list of them it cannot read. */
    private static final class Handshake extends HttpServletRequestWrapper {
        private static final Map<String, String> FORM = Map.of("upgrade", "websocket", "connection", "Upgrade");
        private static final String EXTENSIONS = "sec-websocket-extensions";

        Handshake(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            String lower = lower(name);
            return lower.equals(EXTENSIONS) ? null : FORM.getOrDefault(lower, super.getHeader(name));
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String lower = lower(name);
            if (lower.equals(EXTENSIONS)) {
                return Collections.emptyEnumeration();
            }
            String form = FORM.get(lower);
            return form == null ? super.getHeaders(name) : Collections.enumeration(Collections.singleton(form));
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !lower(name).equals(EXTENSIONS))
                    .toList());
        }

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
