package chats.writer;

import chats.commands.RequestOrigin;

/** A change of a chat itself that is to be stored. */
final class ChatUpdateDraft extends Draft {
    private final ChatUpdate update;

    /** Its author is looked for among the members when it is stored, whatever was known before. */
    ChatUpdateDraft(RequestOrigin origin, ChatUpdate update) {
        super(origin, 0);
        this.update = update;
    }

    ChatUpdate update() {
        return update;
    }

    @Override
    long chatId() {
        return update.chatId();
    }
}
