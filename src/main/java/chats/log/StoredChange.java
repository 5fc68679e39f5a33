package chats.log;

import chats.commands.RequestOrigin;

/** A change that was stored and is to be delivered. */
public sealed interface StoredChange extends ChatEvent permits StoredMessageChange, StoredChatChange {
    @Override
    default Position before() {
        return new Position(seq(), rev() - 1);
    }

    @Override
    default long socket() {
        return RequestOrigin.NO_SOCKET;
    }

    @Override
    default boolean isBeyond(long heardSeq, long heardRev) {
        return rev() > heardRev;
    }
}
