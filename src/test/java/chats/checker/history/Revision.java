package chats.checker.history;

/** A change of a message or of the chat itself: both take the next rev of their talk. */
public sealed interface Revision permits Change, ChatChange {
    Talk talk();

    long rev();

    /** The message behind which the change belongs. */
    long afterSeq();
}
