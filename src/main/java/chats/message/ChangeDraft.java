package chats.message;

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
}
