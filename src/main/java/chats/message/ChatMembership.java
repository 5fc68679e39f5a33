package chats.message;

import chats.errors.ChatsException;
import chats.log.Pair;
import java.util.Collection;
import java.util.Map;

/** Decides who may write to a chat and read it. Implemented by the package of chats, which knows the members. */
public interface ChatMembership {
    /**
     * Makes sure that the user is a member of all these chats.
     *
     * @return for those that are direct chats, their two users
     * @throws ChatsException {@code chat_not_found} or {@code not_a_member}
     */
    Map<Long, Pair> requireMember(Collection<Long> chatIds, long userId);

    /** The same for one chat: the two users of a direct chat, or null. */
    Pair requireMember(long chatId, long userId);
}
