package chats.http;

import chats.admission.Budget;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body on its way in. It ends once: with the last byte, with the deadline, or with what is wrong about it. */
final class BodyReading implements ReadListener {
    static final int DEADLINE_SECONDS = 10;
    /** What the container may hold of a body before it hands it over, see {@code incomingBodyBufferSize} in server.xml. */
    static final int READ_SIZE = 8192;

    private final BufferedBodyRequest request;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final Budget.Lease room;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Future<?> deadline;

    BodyReading(HttpServletRequest original, HttpServletResponse response, Budget.Lease room) throws IOException {
        this.request = new BufferedBodyRequest(original);
        this.room = room;
        this.in = original.getInputStream();
        this.context = original.startAsync(request, response);
        // the deadline here bounds the wait; a timeout of the container would bound the answer too
        context.setTimeout(0);
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
        if (begins()) {
            request.set(body.toByteArray());
            context.dispatch();
        }
    }

    @Override
    public void onError(Throwable broken) {
        end(new ChatsException(ErrorCode.VALIDATION_FAILED, "The body cannot be read to its end."));
    }

    private void end(ChatsException refusal) {
        if (begins()) {
            try {
                BodyFilter.refuse(refusal, (HttpServletResponse) context.getResponse());
            } catch (IOException gone) {
                // nobody is left to be told
            } finally {
                context.complete();
            }
        }
    }

    /** Whether this is the first end; what was held until then is given back. */
    private boolean begins() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        deadline.cancel(false);
        room.close();
        return true;
    }
}
