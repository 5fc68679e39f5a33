package chats.message;

import chats.users.User;
import java.time.Instant;

/**
 * A message of a direct chat, as its two users see it.
 *
 * @param seq counts 1, 2, 3 … within its chat
 * @param from the sender's user id
 * @param whisperTargetId the other user's id; the sender's own if it is whispered to oneself
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
        Instant createdAt) {

    static Whisper of(Message message, Pair pair) {
        long from = message.author().id();
        return new Whisper(
                message.id(),
                message.seq(),
                from,
                pair.otherThan(from),
                message.author(),
                message.message(),
                message.clientMessageId(),
                message.createdAt());
    }
}
