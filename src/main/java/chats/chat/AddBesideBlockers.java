package chats.chat;

import chats.blocks.Blocks;
import chats.writer.ChatState;
import chats.writer.ChatUpdate;
import java.util.Set;

/** The request of a user to add members, some of whom block him: he cannot add these, but they may be members already. */
record AddBesideBlockers(AddMembers update, Set<Long> blockers) implements ChatUpdate {
    @Override
    public Long chatId() {
        return update.chatId();
    }

    @Override
    public ChatState applyTo(ChatState before, long userId) {
        ChatState after = update.applyTo(before, userId);
        for (long blocker : blockers) {
            if (!before.members().contains(blocker)) {
                throw Blocks.cannotAdd(blocker);
            }
        }
        return after;
    }
}
