package chats.socketio.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One upgraded connection. Life cycle: the container makes it; the servlet calls {@link #listen} before it returns;
 * then the container opens the connection by {@link #init}; {@link #close} or the peer ends it.
 *
 * <p>Threads: the container calls {@link #onDataAvailable} when bytes have come, on one of its threads at a time. A
 * slow listener delays only its own peer. Writing blocks, and only one thread at a time may write (see
 * {@link OutputGuard}). The container bounds the time of a write ({@code <webContainer upgradewritetimeout>}): if the
 * peer does not read, the write fails with an {@link IOException} after that time.
 */
public final class WebSocketConnection implements HttpUpgradeHandler, ReadListener {

    private static final int READ_SIZE = 4096;
    /** So many bytes at least are still read and discarded after the end. */
    private static final int LEAST_DISCARDED = 64 * 1024;

    /** How far the container has opened the connection. */
    private enum State {
        OPENING,
        CLOSE_IS_DUE,
        OPEN
    }

    private final OutputGuard output = new OutputGuard();
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
    private int buffered;
    private int discarded;

    /**
     * Must be called before the upgrading servlet returns.
     *
     * @param maxMessage bound in bytes for one message, all its fragments together
     * @param mostBytes bound for all bytes of the connection; more is a violation
     */
    public void listen(int maxMessage, long mostBytes, WebSocketListener to) {
        listener = to;
        maxBytes = mostBytes;
        decoder = new FrameDecoder(maxMessage, to);
    }

    /** Sets other bounds. From any thread. */
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
     * Must be called before {@link #write}; {@link #stopWriting} must be called afterwards in any case. For one thread
     * at a time.
     *
     * @throws IOException the connection has ended
     */
    public void startWriting() throws IOException {
        output.start();
    }

    public void stopWriting() {
        output.stop();
    }

    /** Passes bytes to the container, which may buffer them until {@link #flush}. */
    public void write(byte[] frame, int offset, int length) throws IOException {
        out.write(frame, offset, length);
    }

    /** Blocks until the kernel has taken all bytes, at most for the container's write timeout. */
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
                decode(bytes, count);
            } catch (ProtocolViolation violation) {
                ended = true;
                listener.onViolation(violation);
            }
        }
        if (ended) {
            discard(bytes);
        }
    }

    private void decode(byte[] bytes, int count) throws ProtocolViolation {
        read += count;
        decoder.feed(bytes, 0, count);
        if (read > maxBytes) {
            throw new ProtocolViolation(CloseCode.POLICY, "more than " + maxBytes + " bytes");
        }
        int now = decoder.buffered();
        if (now != buffered) {
            buffered = now;
            if (!listener.mayBuffer(now)) {
                throw new ProtocolViolation(CloseCode.TRY_AGAIN_LATER, "not enough memory for a message");
            }
        }
    }

    /**
     * Reads and discards what the peer sends after the end. If bytes were left unread, closing would send a TCP reset,
     * and the peer might never get the close frame. Bounded, because otherwise a peer that goes on sending would occupy
     * this thread.
     */
    private void discard(byte[] bytes) throws IOException {
        int most = Math.max(LEAST_DISCARDED, 2 * decoder.maxMessage());
        while (in.isReady()) {
            int count = in.read(bytes);
            if (count < 0) {
                return;
            }
            discarded += count;
            if (discarded > most) {
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
     * Ends the connection at once, without a close frame. From any thread. Does not wait in Open Liberty.
     *
     * <p>The connection is closed by the thread that reads: this method shuts the input down, and that thread sees the
     * end. If another thread closed the connection, the container would wait until the read is cancelled. For that it
     * needs a thread of the same pool, so a pool full of closing threads would wait for ever.
     *
     * <p>A connection that is still being opened ends when it is open. If it were closed before it has its read
     * listener, the container would take the close for one by the listener, and the TCP connection would stay open for
     * good.
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

    /**
     * For the thread that reads. Waits for a writer first, because the container closes the connection again after
     * {@link #onAllDataRead}.
     */
    private void end() {
        ended = true;
        output.end(() -> ConnectionEnd.shutdown(connection));
        try {
            ConnectionEnd.prepare(connection);
            connection.close();
        } catch (Exception alreadyBroken) {
            // the connection has already ended
        } finally {
            listener.onGone();
        }
    }
}
