package chats.transports;

import chats.admission.ClientAddress;
import chats.auth.CurrentCaller;
import chats.errors.ChatsException;
import chats.http.Problems;
import chats.limits.SocketLimits;
import chats.live.Hub;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the handshake of a plain WebSocket with 429 if the user may open no more sockets: once the socket is open it
 * could only be closed. Runs after the filter that authenticates the caller.
 */
public class SocketLimitFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient SocketLimits limits;

    @Inject
    transient CurrentCaller caller;

    @Inject
    transient Hub hub;

    @Inject
    transient ClientAddress addresses;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader("Upgrade") != null) {
            try {
                limits.check(caller.user().id(), addresses.of(request).group());
            } catch (ChatsException refusal) {
                Problems.send(refusal, response);
                return;
            }
            hub.expect(caller.user().id());
        }
        chain.doFilter(request, response);
    }
}
