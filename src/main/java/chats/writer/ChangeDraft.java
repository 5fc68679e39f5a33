package chats.writer;

import chats.commands.RequestOrigin;

/** A change that is to be stored. */
final class ChangeDraft extends Draft {
    private final Change change;

    ChangeDraft(RequestOrigin origin, Change change) {
        super(origin);
        this.change = change;
    }

    Change change() {
        return change;
    }

    /** The message that it is about. */
    MessagePlace place() {
        return new MessagePlace(change.chatId(), change.seq());
    }
}
