package chats.outbox;

/**
 * Whose {@link Outbox} it is; told once, by one of the two, when the outbox ended by itself. By then it is empty and
 * takes nothing any more. Not called when the owner itself closed it.
 */
public interface OutboxListener {

    /** The peer reads too slowly: the limits were passed. Called on the executor; a batch may still be in flight. */
    void overflowed();

    /** The wire failed, or the executor took no work. Called on the thread that found out. */
    void failed(Throwable cause);
}
