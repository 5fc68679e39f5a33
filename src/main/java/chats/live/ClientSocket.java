package chats.live;

/** An open socket, as the hub sees it; each transport implements it. No method waits for the client. */
public interface ClientSocket {
    /** Puts an event into the socket's outbox, behind those that are there. */
    void emit(ServerEvent event);

    /**
     * Puts an event into the outbox that leaves behind all that waits there. Where too many such events wait, the oldest one is
     * dropped. A newer event with the same key takes the place of the one that waits.
     */
    void emit(DroppableEvent event);

    /** Drops the {@linkplain DroppableEvent droppable} events of this chat that wait. */
    void dropSignals(long chatId);

    /**
     * How full the outbox is, by frames or by bytes, whichever is more: 0 is empty, 1 is the limit, more is possible.
     */
    double fill();

    /** Closes the socket; frames that are still in the outbox may be lost. */
    void close(Closing why);
}
