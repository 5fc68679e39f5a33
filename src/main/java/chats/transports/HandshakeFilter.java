package chats.transports;

import chats.auth.Subprotocols;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks the handshakes of plain WebSockets before the container does, by the same rules as for Socket.IO (RFC 6455,
 * 4.2.1). This is needed for two reasons. The container accepts only one spelling of the headers {@code Upgrade} and
 * {@code Connection}, so the filter passes that spelling on. And the container refuses a handshake without saying why.
 * Too many headers are answered with 413, because the container keeps them as long as the socket is open.
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
        } else if (HeadSize.ofPlainDoor(request) > HeadSize.MAX_BYTES) {
            Problems.send(new ChatsException(ErrorCode.TOO_LARGE, "The headers are too large."), response);
        } else {
            chain.doFilter(new Handshake(request), response);
        }
    }

    /**
     * The request as the container expects it. It has no extensions: none are supported, and the container would refuse
     * a request whose list of extensions it cannot parse. Of the subprotocols it has only the supported one, so that the
     * container never copies a token among them.
     */
    private static final class Handshake extends HttpServletRequestWrapper {
        private static final String EXTENSIONS = "sec-websocket-extensions";
        private static final String PROTOCOLS = lower(Subprotocols.HEADER);

        private final Map<String, List<String>> forms;

        Handshake(HttpServletRequest request) {
            super(request);
            forms = Map.of(
                    "upgrade",
                    List.of("websocket"),
                    "connection",
                    List.of("Upgrade"),
                    EXTENSIONS,
                    List.of(),
                    PROTOCOLS,
                    Subprotocols.of(request).haveChats() ? List.of(Subprotocols.CHATS) : List.of());
        }

        @Override
        public String getHeader(String name) {
            List<String> form = forms.get(lower(name));
            return form == null
                    ? super.getHeader(name)
                    : form.stream().findFirst().orElse(null);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            List<String> form = forms.get(lower(name));
            return form == null ? super.getHeaders(name) : Collections.enumeration(form);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !List.of().equals(forms.get(lower(name))))
                    .toList());
        }

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
