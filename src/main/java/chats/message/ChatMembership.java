package chats.message;

import chats.errors.ChatsException;
import java.util.Collection;

/** Decides who may write to a chat and read it. Implemented by the package of chats, which knows the members. */
public interface ChatMembership {
    /**
     * Makes sure that the user is a member of all these chats.
     *
     * @throws ChatsException {@code chat_not_found} or {@code not_a_member}
     */
    void requireMember(Collection<Long> chatIds, long userId);
}
