package chats.socketio.websocket;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is at the output of a connection: a writer's, or that of whoever ends it. Open Liberty's streams know no such turns. Closed while another
 * thread writes, its connection throws a NullPointerException and takes itself for one that is being closed: its socket stays open, read by nobody.
 */
final class OutputGuard {
    private static final System.Logger LOG = System.getLogger(OutputGuard.class.getName());

    /** A writer whose socket was shut down needs as long as a thread needs to be woken up. */
    private static final long PATIENCE_MILLIS = 5_000;

    private Thread writer;
    private boolean over;

    /** @throws IOException there are no turns any more */
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
     * There are no turns any more. Waits until the writer has stopped, unless it is this thread.
     *
     * @param stopWriter makes a writer that waits for its peer fail; only called if there is one
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
                LOG.log(System.Logger.Level.WARNING, "A connection is closed although its writer has not stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean await() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
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
