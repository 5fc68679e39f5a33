package chats.outbox;

/** A frame that waits in an {@link Outbox}. Immutable, so that many outboxes may share it. */
public interface Frame {

    /** How many bytes the frame counts against {@link Limits#bytes()}. */
    int bytes();
}
