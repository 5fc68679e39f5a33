package chats.log;

/** A change as clients see it: of a message or of a chat. */
public sealed interface ClientChange permits MessageChange, ChatChange {
    long rev();

    /** The seq of the message behind which it belongs. */
    long afterSeq();

    /** The event by which it is told. */
    StoredChange event();
}
