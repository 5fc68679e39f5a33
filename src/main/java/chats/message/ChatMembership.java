package chats.message;

import chats.errors.ChatsException;
import chats.log.Membership;

/** Decides who may write to a chat and read it. Implemented by the package of chats, which knows the members. */
public interface ChatMembership {
    /**
     * Makes sure that the user is a member, as far as this node knows: somebody who was removed a moment ago may pass. So whoever stores
     * something asks again under the chat's lock, and whoever has read something asks {@link #requireMemberNow} afterwards.
     *
     * @throws ChatsException {@code chat_not_found} or {@code not_a_member}
     */
    Membership requireMember(long chatId, long userId);

    /** The same, asked of the database. What a member has read before this in the same stay was for him to read. */
    Membership requireMemberNow(long chatId, long userId);
}
