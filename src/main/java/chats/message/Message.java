package chats.message;

import chats.users.User;
import java.time.Instant;

/**
 * A stored message as clients see it: in acknowledgements, events, REST answers and histories.
 *
 * @param seq counts 1, 2, 3 … within its chat
 * @param clientMessageId the sender's own id for it, or null
 * @param createdAt UTC, to the millisecond
 */
public record Message(
        long id, long chatId, long seq, User author, String message, String clientMessageId, Instant createdAt) {}
