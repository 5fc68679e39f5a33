package chats.chat;

import chats.errors.ChatsException;
import chats.json.EachAtLeast;
import chats.json.Given;
import chats.json.Text;
import chats.names.VisibleText;
import chats.writer.ChatState;
import chats.writer.ChatUpdate;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;

/**
 * The request to give a chat another name or other admins. Its admins may; in a chat without any, all members.
 *
 * @param name null to leave it, empty to take it away
 * @param admins all of them, who must be members; null to leave them
 */
record UpdateChat(
        @NotNull @Positive Long chatId,
        @JsonDeserialize(using = Given.class) Optional<@Text(max = 200) @VisibleText String> name,
        @Size(max = 1000) @EachAtLeast(min = 1) Set<Long> admins)
        implements ChatUpdate {
    /** The users whom it names. */
    Set<Long> named() {
        return admins == null ? Set.of() : admins;
    }

    @Override
    public ChatState applyTo(ChatState before, long userId) {
        AddMembers.requireLeader(before, userId);
        ChatState named = name == null ? before : before.withName(name.orElse(null));
        if (admins == null) {
            return named;
        }
        if (!before.members().containsAll(admins)) {
            throw ChatsException.invalid("admins", "must be members");
        }
        return named.withAdmins(admins);
    }
}
