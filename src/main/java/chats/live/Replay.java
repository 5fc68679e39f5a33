package chats.live;

import java.util.OptionalInt;

/** What a connection missed of one chat, emitted page by page. */
interface Replay {
    int PAGE = 200;

    /**
     * Reads the next page and emits as much of it as the outbox takes. Waits for the database. If that throws, it may
     * be called again.
     *
     * @return how many were emitted; empty if nothing is left, in which case nothing was read
     */
    OptionalInt next();

    /** Whether the client has left the chat, so that the rest need not be read. */
    boolean isOver();
}
