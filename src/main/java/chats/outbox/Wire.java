package chats.outbox;

import java.util.List;

/**
 * The connection that an {@link Outbox} writes to. The outbox calls {@link #send} for one batch at a time; the next
 * batch follows after the {@link Completion} of the last.
 *
 * <p>A wire either blocks until the batch is written, for a bounded time, and reports to {@code completion} before it
 * returns; it then needs an executor whose threads may block. Or it starts to write, returns, and reports later from
 * any thread; that thread then calls {@link #send} with the next batch.
 */
@FunctionalInterface
public interface Wire<F extends Frame> {

    /**
     * Writes the frames in this order.
     *
     * @param batch one frame or more; the outbox reuses the list after the completion, so do not keep it
     * @param completion exactly one of its methods must be called, once; a thrown exception counts as
     *     {@link Completion#failed}
     * @throws Exception nothing can be written to the peer any more
     */
    void send(List<F> batch, Completion completion) throws Exception;

    /** Takes the result of a batch. */
    interface Completion {

        /** The batch is written. May call {@link Wire#send} with the next batch before it returns. */
        void sent();

        /** Nothing can be written any more. The outbox ends and tells its {@link OutboxListener}. */
        void failed(Throwable cause);
    }
}
