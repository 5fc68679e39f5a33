package chats.chat;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.EachAtLeast;
import chats.writer.ChatState;
import chats.writer.ChatUpdate;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.TreeSet;

/**
 * The request to add members to a chat. Those who are members already stay so. Its admins may; in a chat without any, all members.
 *
 * @param userIds repeats count once
 */
record AddMembers(
        @NotNull @Positive Long chatId,

        @NotNull @Size(min = 1, max = 1000) @EachAtLeast(min = 1)
        Set<Long> userIds) implements ChatUpdate {
    /** The users whom it names. */
    Set<Long> named() {
        return userIds;
    }

    @Override
    public ChatState applyTo(ChatState before, long userId) {
        requireLeader(before, userId);
        Set<Long> members = new TreeSet<>(before.members());
        if (!members.addAll(userIds)) {
            return before;
        }
        ChatUpdates.requireRoom(members.size(), "userIds");
        return before.withMembers(members);
    }

    static void requireLeader(ChatState chat, long userId) {
        if (!chat.isLedBy(userId)) {
            throw new ChatsException(ErrorCode.FORBIDDEN, "Only admins of the chat may do this.");
        }
    }
}
