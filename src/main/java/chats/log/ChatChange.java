package chats.log;

import chats.users.User;
import java.util.List;

/**
 * A change of a chat itself, as clients see it.
 *
 * @param rev counts 1, 2, 3 … within the chat, together with the changes of its messages
 * @param afterSeq the seq of the message behind which it belongs, the last one then
 * @param by the id of the user who did it, of several changes the last one; null if that user is gone, or where it was read
 *     from the database and was not the chat's latest
 * @param name as it is now; null if the chat has none
 * @param admins user ids, as they are now, ascending
 * @param added who has become a member by it, by id
 * @param removed the ids of those who were members before it
 */
public record ChatChange(
        long chatId,
        long rev,
        long afterSeq,
        Long by,
        String name,
        List<Long> admins,
        List<User> added,
        List<Long> removed)
        implements ClientChange {
    @Override
    public StoredChatChange event() {
        return StoredChatChange.of(this);
    }
}
