package chats.writer;

import chats.commands.RequestOrigin;

/** A change that is to be stored. */
final class ChangeDraft extends Draft {
    private final Change change;

    /** @param knownRemoval the last removal from the chat when the user was known to be a member */
    ChangeDraft(RequestOrigin origin, Change change, long knownRemoval) {
        super(origin, knownRemoval);
        this.change = change;
    }

    Change change() {
        return change;
    }

    @Override
    long chatId() {
        return change.chatId();
    }

    /** The message that it is about. */
    MessagePlace place() {
        return new MessagePlace(change.chatId(), change.seq());
    }
}
