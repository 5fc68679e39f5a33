package chats.socketio.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/**
 * One upgraded connection. Made by the container, given its listener before the servlet returns, opened by the
 * container after that.
 *
 * <p>Reading is the container's: it calls on one of its threads at a time when bytes have come, and a listener that
 * takes its time slows down its own peer alone. Writing blocks, so it belongs to one thread at a time, and is bounded
 * by the container ({@code <webContainer upgradewritetimeout>}): whoever writes to a peer that does not read gets an
 * {@link IOException} after that time.
 */
public final class WebSocketConnection implements HttpUpgradeHandler, ReadListener {

    private static final int READ_SIZE = 4096;

    private WebSocketListener listener;
    private FrameDecoder decoder;
    private WebConnection connection;
    private ServletInputStream in;
    private ServletOutputStream out;
    private OutputBuffers buffers;
    private volatile boolean ended;

    /** To be called before the servlet that upgrades returns. */
    public void listen(int maxMessage, WebSocketListener to) {
        listener = to;
        decoder = new FrameDecoder(maxMessage, to);
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
        } catch (IOException | IllegalStateException gone) {
            close();
        }
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
                decoder.feed(bytes, 0, count);
            } catch (Violation violation) {
                ended = true;
                listener.onViolation(violation);
            }
        }
        if (ended) {
            // not read, but emptied: bytes left behind would turn the close into a reset that outruns the close frame
            while (in.isReady() && in.read(bytes) >= 0) {}
        }
    }

    @Override
    public void onAllDataRead() {
        close();
    }

    @Override
    public void onError(Throwable cause) {
        close();
    }

    @Override
    public void destroy() {
        listener.onGone();
    }

    /** Ends the connection as it is, without a close frame. May wait for a write that is under way. */
    public void close() {
        ended = true;
        try {
            connection.close();
        } catch (Exception alreadyBroken) {
            // it is gone, which is what was wanted
        } finally {
            listener.onGone();
        }
    }
}
