package chats.rest;

import chats.auth.CallerPrincipal;
import chats.edge.RequestPath;
import chats.errors.ChatsException;
import chats.http.Problems;
import chats.limits.RateLimits;
import chats.limits.RefusedSends;
import chats.limits.RunningCalls;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Limits the REST calls of each user, for all resources: how many a second, and how many run at once. The services
 * charge what a call costs beyond that. This is the last filter before the resource: the user is known, and the body
 * has been read.
 *
 * <p>Calls that send messages or whispers have a rate of their own, and hold neither a thread nor a database connection
 * while they wait to be stored; only refused ones are counted here. A WebSocket handshake is no call: sockets have
 * limits of their own.
 */
public class CallFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_REFUSAL = 400;

    @Inject
    transient RateLimits limits;

    @Inject
    transient RunningCalls running;

    @Inject
    transient RefusedSends refused;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getUserPrincipal() instanceof CallerPrincipal principal) || isHandshake(request)) {
            chain.doFilter(request, response);
            return;
        }
        long userId = principal.caller().user().id();
        try {
            if (SendPaths.contain(request)) {
                send(userId, request, response, chain);
            } else {
                call(userId, request, response, chain);
            }
        } catch (ChatsException refusal) {
            Problems.send(refusal, response);
        }
    }

    private void send(long userId, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        refused.check(userId);
        chain.doFilter(request, response);
        if (!request.isAsyncStarted() && response.getStatus() >= FIRST_REFUSAL) {
            refused.count(userId);
        }
    }

    private void call(long userId, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        running.begin(userId);
        try {
            limits.admit(userId);
            chain.doFilter(request, response);
        } finally {
            running.end(userId);
        }
    }

    /** Uses the same criteria as the container, which never handles such a request as a call. */
    private static boolean isHandshake(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                && RequestPath.isPlainWebSocket(request.getRequestURI());
    }
}
