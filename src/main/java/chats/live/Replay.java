package chats.live;

/** Something that a connection missed and is given page by page. */
interface Replay {
    int PAGE = 200;

    /** A page, and whether more is to come. */
    record Step(int emitted, boolean more) {}

    /** Reads and emits the next page; throws if the database does not answer, and may then be called again. */
    Step next();
}
