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
 * Passes a request on only when its whole body has arrived, so that no thread waits for a client that sends slowly. If
 * the body came together with the head, the request goes on at once. Otherwise it becomes asynchronous: its bytes are
 * collected as they come, and then it is dispatched to its resource. A body may have {@value JsonReader#MAX_BYTES}
 * bytes and may take {@value BodyReading#DEADLINE_SECONDS} s. {@link Budgets#bytes} bounds the unfinished bodies of an
 * address.
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
        } else if (hasArrived(request, length)) {
            chain.doFilter(request, response);
        } else {
            read(request, response, Math.max(length < 0 ? JsonReader.MAX_BYTES : length, BodyReading.READ_SIZE));
        }
    }

    private static boolean hasArrived(HttpServletRequest request, long length) throws IOException {
        return request.getHeader("Transfer-Encoding") == null
                && (length <= 0
                        || ArrivedBody.holds(length)
                        || request.getInputStream().available() >= length);
    }

    /** @param size the most memory that the body will take, in the container's buffers or here */
    private void read(HttpServletRequest request, HttpServletResponse response, long size) throws IOException {
        Optional<Budget.Lease> lease = budgets.bytes().take(addresses.of(request), size);
        if (lease.isEmpty()) {
            refuse(ChatsException.rateLimited(RETRY_AFTER), response);
            return;
        }
        try {
            new BodyReading(request, response, lease.get()).begin(scheduler);
        } catch (IOException | RuntimeException e) {
            lease.get().close();
            throw e;
        }
    }

    /** Refuses the request and ends the connection after the answer, so that the rest of the body need not be read. */
    static void refuse(ChatsException refusal, HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        Problems.send(refusal, response);
    }

    static ChatsException tooSlow() {
        return new ChatsException(
                ErrorCode.VALIDATION_FAILED, "The body did not arrive within " + BodyReading.DEADLINE_SECONDS + " s.");
    }
}
