package chats.chat;

import chats.message.Message;
import chats.users.User;
import java.time.Instant;
import java.util.List;

/**
 * A chat, as its members see it.
 *
 * @param name its title, or null
 * @param updatedAt when the last thing happened in it; orders the list of chats
 * @param lastSeq the highest seq of its messages, 0 when there are none
 * @param lastMessage the newest message, or null
 * @param users its members by id
 */
public record Chat(
        long id,
        String name,
        Instant createdAt,
        Instant updatedAt,
        long lastSeq,
        Message lastMessage,
        List<User> users) {}
