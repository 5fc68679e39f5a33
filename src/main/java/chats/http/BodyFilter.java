package chats.http;

import chats.admission.Budget;
import chats.admission.Budgets;
import chats.admission.ClientAddress;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets a request go on when its whole body is there, so that no thread ever waits for a client that sends slowly. A body that came along
 * with its headers goes on at once. For any other the request becomes asynchronous, its bytes are collected as they come, and it is dispatched to
 * its resource at the end. A body is at most {@value JsonReader#MAX_BYTES} bytes and takes at most {@value BodyReading#DEADLINE_SECONDS} s; what all
 * unfinished bodies of an address hold is bounded by {@link Budgets#bytes}.
 */
public class BodyFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String SOCKET_IO = "/socket.io";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Inject
    transient Budgets budgets;

    @Inject
    transient ClientAddress addresses;

    @Resource
    transient ManagedScheduledExecutorService scheduler;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getServletPath().equals(SOCKET_IO) || request.getHeader("Upgrade") != null) {
            chain.doFilter(request, response);
        } else {
            await(request, new DisconnectTolerantResponse(response), chain);
        }
    }

    private void await(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        if (length > JsonReader.MAX_BYTES) {
            refuse(JsonReader.tooLarge(), response);
        } else if (isThere(request, length)) {
            chain.doFilter(request, response);
        } else {
            read(request, response, Math.max(length < 0 ? JsonReader.MAX_BYTES : length, BodyReading.READ_SIZE));
        }
    }

    private static boolean isThere(HttpServletRequest request, long length) throws IOException {
        return request.getHeader("Transfer-Encoding") == null
                && (length <= 0
                        || ArrivedBody.holds(length)
                        || request.getInputStream().available() >= length);
    }

    /** @param size the most that the body will hold, in the container's buffers or here */
    private void read(HttpServletRequest request, HttpServletResponse response, long size) throws IOException {
        Optional<Budget.Lease> room = budgets.bytes().take(addresses.of(request), size);
        if (room.isEmpty()) {
            refuse(ChatsException.rateLimited(RETRY_AFTER), response);
            return;
        }
        new BodyReading(request, response, room.get()).begin(scheduler);
    }

    /** The rest of the body is not waited for: the connection ends with the answer. */
    static void refuse(ChatsException refusal, HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        Problems.send(refusal, response);
    }

    static ChatsException tooSlow() {
        return new ChatsException(
                ErrorCode.VALIDATION_FAILED, "The body did not arrive within " + BodyReading.DEADLINE_SECONDS + " s.");
    }
}
