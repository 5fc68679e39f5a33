package chats.http;

import chats.admission.Budget;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.liberty.RequestThreadData;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a body as it arrives. Ends once: with the last byte, at the deadline, or with an error. Whichever comes first
 * wins.
 */
final class BodyReading implements ReadListener {
    static final int DEADLINE_SECONDS = 10;
    /**
     * How much the container may buffer before it passes bytes on, see {@code incomingBodyBufferSize} in server.xml.
     */
    static final int READ_SIZE = 8192;

    private final BufferedBodyRequest request;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final Budget.Lease lease;
    private final Optional<RequestThreadData> data;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Future<?> deadline;

    BodyReading(HttpServletRequest original, HttpServletResponse response, Budget.Lease lease) throws IOException {
        this.request = new BufferedBodyRequest(original);
        this.lease = lease;
        this.in = original.getInputStream();
        this.context = original.startAsync(request, response);
        // no timeout of the container, which would include the answer; the deadline here only bounds the body
        context.setTimeout(0);
        this.data = RequestThreadData.copy(context);
    }

    void begin(ScheduledExecutorService scheduler) {
        deadline = scheduler.schedule(() -> end(BodyFilter.tooSlow()), DEADLINE_SECONDS, TimeUnit.SECONDS);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] bytes = new byte[READ_SIZE];
        while (!ended.get() && in.isReady() && !in.isFinished()) {
            int count = in.read(bytes);
            if (count < 0) {
                return;
            }
            if (body.size() + count > JsonReader.MAX_BYTES) {
                end(JsonReader.tooLarge());
            } else {
                body.write(bytes, 0, count);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (isFirstEnd()) {
            request.set(body.toByteArray());
            data.ifPresent(RequestThreadData::restore);
            context.dispatch();
        }
    }

    /** The container's own limit of a read is as long as this deadline, and may come first. */
    @Override
    public void onError(Throwable broken) {
        end(
                broken instanceof SocketTimeoutException
                        ? BodyFilter.tooSlow()
                        : new ChatsException(ErrorCode.VALIDATION_FAILED, "The body cannot be read to its end."));
    }

    private void end(ChatsException refusal) {
        if (isFirstEnd()) {
            try {
                BodyFilter.refuse(refusal, (HttpServletResponse) context.getResponse());
            } catch (IOException gone) {
                // the client is gone
            } finally {
                context.complete();
            }
        }
    }

    /** Whether this is the first end. If so, cancels the deadline and gives the reserved bytes back. */
    private boolean isFirstEnd() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        deadline.cancel(false);
        lease.close();
        return true;
    }
}
