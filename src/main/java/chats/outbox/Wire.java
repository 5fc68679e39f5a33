package chats.outbox;

import java.util.List;

/**
 * What an {@link Outbox} writes to. The outbox calls it for one batch at a time and in order; the next batch comes only
 * after the {@link Completion} of the last.
 *
 * <p>A wire may block, if a bound in time ends it: it then runs on a thread of the outbox's executor, and reports to
 * {@code completion} before it returns. Or it starts something, returns, and reports later from any thread, which then
 * goes on with the next batch.
 */
@FunctionalInterface
public interface Wire<F extends Frame> {

    /**
     * Writes the frames in this order.
     *
     * @param batch one frame or more; the list is used again after the completion, so do not keep it
     * @param completion to be told exactly once; a thrown exception counts as {@link Completion#failed}
     * @throws Exception the peer cannot be written to any more
     */
    void send(List<F> batch, Completion completion) throws Exception;

    /** Where a {@link Wire} reports what became of a batch. */
    interface Completion {

        /** The batch has left; the next one may follow, on this very thread. */
        void sent();

        /** Nothing can be written any more: the outbox ends and tells its owner. */
        void failed(Throwable cause);
    }
}
