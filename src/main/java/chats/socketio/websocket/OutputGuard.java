package chats.socketio.websocket;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Makes sure that a connection is not closed while another thread writes to it. Open Liberty does not: if a connection
 * is closed during a write, closing throws a NullPointerException, and the connection believes that it is being closed
 * already. Its TCP connection then stays open, and nothing reads from it.
 *
 * <p>Lock: this object guards its fields. No other lock is taken inside it.
 */
final class OutputGuard {
    private static final System.Logger LOG = System.getLogger(OutputGuard.class.getName());

    /** More than enough: after its TCP connection is shut down, a writer fails as soon as its thread runs. */
    private static final long WAIT_MILLIS = 5_000;

    private Thread writer;
    private boolean over;

    /**
     * This thread starts to write.
     *
     * @throws IOException the connection has ended
     */
    synchronized void start() throws IOException {
        if (over) {
            throw new IOException("The connection has ended");
        }
        writer = Thread.currentThread();
    }

    synchronized void stop() {
        writer = null;
        if (over) {
            notifyAll();
        }
    }

    /**
     * Allows no further writes, and waits until the current writer has stopped, unless the writer is this thread.
     *
     * @param stopWriter makes a writer fail that waits for its peer; called without the lock, and only if there is a
     *     writer
     */
    void end(Runnable stopWriter) {
        synchronized (this) {
            over = true;
            if (isFree()) {
                return;
            }
        }
        stopWriter.run();
        try {
            if (!await()) {
                LOG.log(System.Logger.Level.WARNING, "A connection is closed although a thread is still writing to it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean await() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        while (!isFree()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private boolean isFree() {
        return writer == null || writer == Thread.currentThread();
    }
}
