package chats.changes;

import chats.log.Message;
import chats.writer.Actor;
import chats.writer.Change;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;

/** The request to delete a message; its place stays. Its author may, and admins of the chat. */
record DeleteMessage(
        @NotNull @Positive Long chatId, @NotNull @Positive Long seq) implements Change {
    @Override
    public boolean isForAdmins() {
        return true;
    }

    @Override
    public boolean isWithdrawal() {
        return true;
    }

    @Override
    public Message applyTo(Message before, Actor actor, Instant now) {
        if (!actor.isAdmin()) {
            EditMessage.requireAuthor(before, actor.userId());
        }
        return before.deletedAt() == null ? before.deleted(now) : before;
    }
}
