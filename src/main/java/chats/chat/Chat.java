package chats.chat;

import chats.log.Message;
import chats.users.User;
import java.time.Instant;
import java.util.List;

/**
 * A chat, as its members see it.
 *
 * @param kind {@code room}, or {@code direct} for the whispers of two users
 * @param name its title, or null
 * @param updatedAt when it was created or got its newest message; lists of chats are ordered by this
 * @param lastSeq the highest seq of its messages, 0 if there are none
 * @param lastRev the number of its last change, 0 if there was none
 * @param lastMessage the newest message as it is now, or null
 * @param users its members by id, or the two who whisper
 */
public record Chat(
        long id,
        String kind,
        String name,
        Instant createdAt,
        Instant updatedAt,
        long lastSeq,
        long lastRev,
        Message lastMessage,
        List<User> users) {}
