package chats.message;

import chats.users.User;
import java.time.Instant;

/**
 * A stored whisper, as both users see it.
 *
 * @param seq counts 1, 2, 3 … within its pair of users
 * @param from the sender's user id
 * @param clientMessageId the sender's own id for it, or null
 * @param createdAt UTC, to the millisecond
 */
public record Whisper(
        long id,
        long seq,
        long from,
        long whisperTargetId,
        User author,
        String message,
        String clientMessageId,
        Instant createdAt) {}
