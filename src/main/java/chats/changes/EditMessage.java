package chats.changes;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.Text;
import chats.log.Message;
import chats.writer.Actor;
import chats.writer.Change;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;

/**
 * The request to give a message another text. Only its author may, and not once it is deleted.
 *
 * @param clientChangeId the author's own id for the edit: sent again with the same one, it changes nothing
 */
record EditMessage(
        @NotNull @Positive Long chatId,
        @NotNull @Positive Long seq,
        @NotNull @Text(max = 4000) String message,
        @Text(max = 64, blank = true) String clientChangeId)
        implements Change {
    @Override
    public String text() {
        return message;
    }

    @Override
    public Message applyTo(Message before, Actor actor, Instant now) {
        requireAuthor(before, actor.userId());
        requireThere(before);
        return before.message().equals(message) ? before : before.edited(message, now);
    }

    static void requireAuthor(Message message, long userId) {
        if (message.author().id() != userId) {
            throw new ChatsException(ErrorCode.FORBIDDEN, "Only its author may do this with a message.");
        }
    }

    static void requireThere(Message message) {
        if (message.deletedAt() != null) {
            throw new ChatsException(ErrorCode.CONFLICT, "This message was deleted.");
        }
    }
}
