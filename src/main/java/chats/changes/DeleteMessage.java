package chats.changes;

import chats.log.Message;
import chats.writer.Change;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;

/** The request to delete a message; its place stays. Only its author may. */
record DeleteMessage(
        @NotNull @Positive Long chatId, @NotNull @Positive Long seq) implements Change {
    @Override
    public Message applyTo(Message before, long userId, Instant now) {
        EditMessage.requireAuthor(before, userId);
        return before.deletedAt() == null ? before.deleted(now) : before;
    }
}
