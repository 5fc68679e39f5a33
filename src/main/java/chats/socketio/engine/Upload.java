package chats.socketio.engine;

import chats.socketio.websocket.Utf8;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A POST with packets. It holds no thread while its body arrives, and is answered when its packets have taken effect.
 * The body must arrive within {@value #MILLIS} ms. If the session is accepted, it has one millisecond more for each
 * {@value #LEAST_BYTES_PER_MILLI} bytes that have arrived.
 */
final class Upload implements ReadListener {

    private static final int MILLIS = 10_000;
    private static final int LEAST_BYTES_PER_MILLI = 8;
    private static final int READ_SIZE = 4096;
    private static final long WAIT_FOR_POLL_MILLIS = 100;

    private final AsyncContext context;
    private final ServletInputStream in;
    private final EngineSession session;
    private final PollingTransport polling;
    private final int maxPayload;
    private final ByteReservation reservation;
    private final long start;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile int received;
    private volatile boolean complete;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param start the current time, in nanoseconds of the server's clock */
    Upload(AsyncContext context, EngineSession session, PollingTransport polling, long start) throws IOException {
        this.context = context;
        this.in = context.getRequest().getInputStream();
        this.session = session;
        this.polling = polling;
        this.maxPayload = session.maxMessage();
        this.reservation = session.reservation();
        this.start = start;
    }

    void begin() {
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] bytes = new byte[READ_SIZE];
        while (!answered.get() && in.isReady() && !in.isFinished()) {
            int count = in.read(bytes);
            if (count < 0) {
                return;
            }
            int now = received + count;
            received = now;
            if (now > maxPayload) {
                end(response -> HttpAnswers.empty(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE));
            } else if (reservation.extendTo(now)) {
                body.write(bytes, 0, count);
            } else {
                session.breakOff(Reason.NO_ROOM);
            }
        }
    }

    /** Whether the body takes too long to arrive. */
    boolean isLate(long now) {
        long millis = TimeUnit.NANOSECONDS.toMillis(now - start);
        long extra = session.isAccepted() ? received / LEAST_BYTES_PER_MILLI : 0;
        return !complete && millis > MILLIS + extra;
    }

    boolean isComplete() {
        return complete;
    }

    @Override
    public void onAllDataRead() {
        complete = true;
        if (answered.get()) {
            return;
        }
        Optional<String> payload = Utf8.decode(body.toByteArray(), 0, body.size());
        if (payload.filter(Payload::endsWithClose).isPresent() && !polling.isPollWaiting()) {
            // the client has most likely sent a poll too, which another thread is still receiving: give it a moment, so
            // that it can be answered
            session.later(() -> takeEffect(payload), WAIT_FOR_POLL_MILLIS);
        } else {
            takeEffect(payload);
        }
    }

    private void takeEffect(Optional<String> payload) {
        payload.ifPresentOrElse(
                text -> Payload.decode(text, session::receive), () -> session.receive(new Inbound.Malformed()));
        if (session.isBroken()) {
            refuse();
        } else {
            end(HttpAnswers::ok);
        }
    }

    @Override
    public void onError(Throwable cause) {
        session.end(Reason.TRANSPORT_ERROR);
        refuse();
    }

    void refuse() {
        end(response -> {
            if (!complete) {
                HttpAnswers.endConnection(response);
            }
            HttpAnswers.refuse(response, RequestRefusal.BAD_REQUEST);
        });
    }

    private interface Answer {

        void to(HttpServletResponse response) throws IOException;
    }

    private void end(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        polling.uploaded(this);
        reservation.close();
        try {
            answer.to((HttpServletResponse) context.getResponse());
        } catch (IOException gone) {
            // the client is gone
        } finally {
            context.complete();
        }
    }
}
