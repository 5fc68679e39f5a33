package chats.transports;

import chats.outbox.Wire;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.List;

/**
 * Writes frames to a plain WebSocket, one after the other: the handler of one frame sends the next, because the
 * container refuses a second frame while one is being sent. Only sending with a handler has a timeout for a peer that
 * does not read.
 */
final class PlainWire implements Wire<PlainFrame> {
    private static final long SEND_TIMEOUT_MS = 2000;

    private final RemoteEndpoint.Async remote;

    PlainWire(Session session) {
        remote = session.getAsyncRemote();
        remote.setSendTimeout(SEND_TIMEOUT_MS);
    }

    @Override
    public void send(List<PlainFrame> batch, Completion completion) {
        new BatchWrite(batch, completion).go();
    }

    /**
     * One batch that is being written. The handler may be called before or after {@code sendText} returns. If it is
     * called before, {@link #go} continues with a loop instead of a recursion.
     *
     * <p>Lock: this object guards {@code calling} and {@code answered}. No other lock is taken inside it.
     */
    private final class BatchWrite implements SendHandler {
        private final List<PlainFrame> batch;
        private final Completion completion;
        private int next;
        private boolean calling;
        private boolean answered;

        BatchWrite(List<PlainFrame> batch, Completion completion) {
            this.batch = batch;
            this.completion = completion;
        }

        void go() {
            do {
                synchronized (this) {
                    calling = true;
                    answered = false;
                }
                if (next == batch.size()) {
                    completion.sent();
                    return;
                }
                batch.get(next++).send(remote, this);
            } while (answeredWhileCalling());
        }

        private synchronized boolean answeredWhileCalling() {
            calling = false;
            return answered;
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                completion.failed(result.getException());
                return;
            }
            synchronized (this) {
                if (calling) {
                    answered = true;
                    return;
                }
            }
            go();
        }
    }
}
