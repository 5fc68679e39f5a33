package chats.log;

/** Which message a change is about. */
public record MessagePlace(long chatId, long seq) {
    public static MessagePlace of(Message message) {
        return new MessagePlace(message.chatId(), message.seq());
    }
}
