package chats.outbox;

/** Something that waits in an {@link Outbox}; immutable, so that many outboxes may share it. */
public interface Frame {

    /** What it counts against {@link Limits#bytes()}. */
    int bytes();
}
