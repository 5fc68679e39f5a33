package chats.message;

/** Which message a change is about. */
record MessagePlace(long chatId, long seq) {
    static MessagePlace of(Message message) {
        return new MessagePlace(message.chatId(), message.seq());
    }

    static MessagePlace of(ChangeDraft draft) {
        return new MessagePlace(draft.change().chatId(), draft.change().seq());
    }
}
