package chats.outbox;

/**
 * The owner of an {@link Outbox}. One of the two methods is called, once, when the outbox has ended because of an
 * overflow or a failure. By then the outbox holds no waiting frames and takes no more. Neither is called after
 * {@link Outbox#close}.
 */
public interface OutboxListener {

    /**
     * The peer reads too slowly, so the limits were exceeded. Called on the executor; a batch may still be in flight.
     */
    void overflowed();

    /** The wire failed, or the executor rejected the task. Called on the thread on which that happened. */
    void failed(Throwable cause);
}
