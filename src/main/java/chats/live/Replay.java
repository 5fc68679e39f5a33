package chats.live;

import java.util.OptionalInt;

/** Something that a connection missed and is given page by page. */
interface Replay {
    int PAGE = 200;

    /**
     * Reads the next page and emits as much of it as the socket takes. Throws if the database does not answer, and may then be
     * called again.
     *
     * @return how many were emitted; empty, and nothing was read, once there is nothing left
     */
    OptionalInt next();

    /** Whether nobody waits for it any more. */
    boolean isOver();
}
