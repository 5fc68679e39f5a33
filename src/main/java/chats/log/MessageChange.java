package chats.log;

/**
 * A change of a message, as clients see it.
 *
 * @param rev counts 1, 2, 3 … within the chat
 * @param afterSeq the seq of the message behind which it belongs, the last one then
 * @param message as it is now
 */
public record MessageChange(long chatId, long rev, long afterSeq, Message message) implements ClientChange {
    @Override
    public StoredMessageChange event() {
        return StoredMessageChange.of(this);
    }
}
