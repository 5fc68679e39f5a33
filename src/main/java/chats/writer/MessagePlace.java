package chats.writer;

import chats.log.Message;

/** A message, by its chat and seq. */
record MessagePlace(long chatId, long seq) {
    static MessagePlace of(Message message) {
        return new MessagePlace(message.chatId(), message.seq());
    }
}
