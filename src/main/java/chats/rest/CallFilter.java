package chats.rest;

import chats.auth.CallerPrincipal;
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
 * Limits the calls of each user, whatever the resource: how many there are in a second, and how many have a thread at once. What a call
 * costs beyond that, its service pays. Stands next to the resource: the caller is known, and the body is there.
 *
 * <p>Messages and whispers have a rate of their own, and hold neither a thread nor a connection while they wait to be stored; here
 * those alone count that are refused. A WebSocket's handshake is no call: sockets have limits of their own.
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

    /** By what the container itself goes by; it takes no such request for a call. */
    private static boolean isHandshake(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getRequestURI().equals("/chats")
                && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }
}
