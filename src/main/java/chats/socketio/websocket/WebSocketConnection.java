package chats.socketio.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One upgraded connection. Made by the container, given its listener before the servlet returns, opened by the
 * container after that.
 *
 * <p>Reading is the container's: it calls on one of its threads at a time when bytes have come, and a listener that
 * takes its time slows down its own peer alone. Writing blocks, so it belongs to one thread at a time (see
 * {@link OutputGuard}), and is bounded by the container ({@code <webContainer upgradewritetimeout>}): whoever writes to a
 * peer that does not read gets an {@link IOException} after that time.
 */
public final class WebSocketConnection implements HttpUpgradeHandler, ReadListener {

    private static final int READ_SIZE = 4096;
    /** What is still read of a peer that is to be closed, at least. */
    private static final int LEAST_EMPTIED = 64 * 1024;

    /** How far the container has come with opening it. */
    private enum State {
        OPENING,
        CLOSE_IS_DUE,
        OPEN
    }

    private final OutputGuard turn = new OutputGuard();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
    private WebSocketListener listener;
    private FrameDecoder decoder;
    private WebConnection connection;
    private ServletInputStream in;
    private ServletOutputStream out;
    private OutputBuffers buffers;
    private volatile boolean ended;
    private volatile long maxBytes;
    private long read;
    private int waiting;
    private int emptied;

    /**
     * To be called before the servlet that upgrades returns.
     *
     * @param maxMessage bytes of one message, all its fragments together
     * @param mostBytes of the whole connection; more is a violation
     */
    public void listen(int maxMessage, long mostBytes, WebSocketListener to) {
        listener = to;
        maxBytes = mostBytes;
        decoder = new FrameDecoder(maxMessage, to);
    }

    /** Other bounds from now on; from any thread. */
    public void allow(int maxMessage, long mostBytes) {
        maxBytes = mostBytes;
        decoder.allow(maxMessage);
    }

    @Override
    public void init(WebConnection opened) {
        connection = opened;
        try {
            in = opened.getInputStream();
            out = opened.getOutputStream();
            buffers = OutputBuffers.of(out);
            listener.onOpen(this);
            in.setReadListener(this);
        } catch (IOException | RuntimeException gone) {
            end();
            return;
        }
        if (state.getAndSet(State.OPEN) == State.CLOSE_IS_DUE) {
            endReading();
        }
    }

    /**
     * To be called before {@link #write}, and {@link #stopWriting} after it in any case. For one thread at a time.
     *
     * @throws IOException the connection has ended
     */
    public void startWriting() throws IOException {
        turn.start();
    }

    public void stopWriting() {
        turn.stop();
    }

    /** Hands bytes to the container, which may keep them until {@link #flush}. */
    public void write(byte[] frame, int offset, int length) throws IOException {
        out.write(frame, offset, length);
    }

    /** Blocks until the kernel has taken everything, at most for the container's time. */
    public void flush() throws IOException {
        out.flush();
        buffers.giveBack(out);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] bytes = new byte[READ_SIZE];
        while (!ended && in.isReady()) {
            int count = in.read(bytes);
            if (count < 0) {
                return;
            }
            try {
                take(bytes, count);
            } catch (ProtocolViolation violation) {
                ended = true;
                listener.onViolation(violation);
            }
        }
        if (ended) {
            empty(bytes);
        }
    }

    private void take(byte[] bytes, int count) throws ProtocolViolation {
        read += count;
        decoder.feed(bytes, 0, count);
        if (read > maxBytes) {
            throw new ProtocolViolation(CloseCode.POLICY, "more than " + maxBytes + " bytes");
        }
        int now = decoder.waiting();
        if (now != waiting) {
            waiting = now;
            if (!listener.mayWait(now)) {
                throw new ProtocolViolation(CloseCode.TRY_AGAIN_LATER, "no room for a message");
            }
        }
    }

    /**
     * What comes behind the end is not heard, but read: bytes left behind would turn the close into a reset that outruns the close
     * frame. Up to a bound, since whoever does not stop sending would keep this thread.
     */
    private void empty(byte[] bytes) throws IOException {
        int most = Math.max(LEAST_EMPTIED, 2 * decoder.maxMessage());
        while (in.isReady()) {
            int count = in.read(bytes);
            if (count < 0) {
                return;
            }
            emptied += count;
            if (emptied > most) {
                end();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    @Override
    public void onError(Throwable cause) {
        end();
    }

    @Override
    public void destroy() {
        listener.onGone();
    }

    /**
     * Ends the connection as it is, without a close frame. From any thread, and without waiting where the container is the known one.
     *
     * <p>The thread that reads does it: the end of the input is what it is told. Closed by another thread, the container waits until its
     * read has been given up, for which it needs a thread of the same pool; a pool full of threads that close waits for ever.
     *
     * <p>One that is still being opened ends when it is open. The container takes a connection that is closed before it has its read
     * listener, and given one then, for one that its listener closes: its socket would stay open for good.
     */
    public void close() {
        ended = true;
        if (state.compareAndExchange(State.OPENING, State.CLOSE_IS_DUE) == State.OPEN) {
            endReading();
        }
        listener.onGone();
    }

    private void endReading() {
        if (!ConnectionEnd.shutdownInput(connection)) {
            end();
        }
    }

    /** For the thread that reads. Whoever writes stops first, since the container closes again by itself after {@link #onAllDataRead}. */
    private void end() {
        ended = true;
        turn.end(() -> ConnectionEnd.shutdown(connection));
        try {
            ConnectionEnd.prepare(connection);
            connection.close();
        } catch (Exception alreadyBroken) {
            // it is gone, which is what was wanted
        } finally {
            listener.onGone();
        }
    }
}
