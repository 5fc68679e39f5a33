package chats.chat;

import chats.json.EachAtLeast;
import chats.writer.ChatState;
import chats.writer.ChatUpdate;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.TreeSet;

/**
 * The request to remove members from a chat. To remove who is none changes nothing. Its admins may; everybody may remove himself.
 *
 * @param userIds repeats count once
 */
record RemoveMembers(
        @NotNull @Positive Long chatId,

        @NotNull @Size(min = 1, max = 1000) @EachAtLeast(min = 1)
        Set<Long> userIds) implements ChatUpdate {
    /** The users whom it names. */
    Set<Long> named() {
        return userIds;
    }

    @Override
    public ChatState applyTo(ChatState before, long userId) {
        if (!userIds.equals(Set.of(userId))) {
            AddMembers.requireLeader(before, userId);
        }
        Set<Long> members = new TreeSet<>(before.members());
        return members.removeAll(userIds) ? before.withMembers(members) : before;
    }
}
