package chats.chat;

import chats.message.Message;
import chats.users.User;
import java.time.Instant;
import java.util.List;

/**
 * A chat, as its members see it.
 *
 * @param name its title, or null
 * @param updatedAt when it was created or got its newest message; lists of chats are ordered by this
 * @param lastSeq the highest seq of its messages, 0 if there are none
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
