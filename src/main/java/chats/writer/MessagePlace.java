package chats.writer;

import chats.log.Message;

/** Which message a change is about. */
record MessagePlace(long chatId, long seq) {
    static MessagePlace of(Message message) {
        return new MessagePlace(message.chatId(), message.seq());
    }
}
