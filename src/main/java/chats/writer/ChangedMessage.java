package chats.writer;

import chats.log.Message;
import chats.log.MessageChange;
import chats.log.Position;
import java.time.Instant;

/** A message that a batch may change, as the batch has left it so far. */
final class ChangedMessage {
    private Message view;
    private byte[] sentHash;
    private final Position changedBefore;
    private final long removedRev;
    private Position at;

    ChangedMessage(KnownMessage stored) {
        this.view = stored.view();
        this.sentHash = stored.sentHash();
        this.changedBefore = stored.changedAt();
        this.removedRev = stored.removedRev();
    }

    Message view() {
        return view;
    }

    /** The hash of the text that was sent first; null if the message was not edited, was deleted, or has no client id. */
    byte[] sentHash() {
        return sentHash;
    }

    /** The position of its latest change in the batch; null if there is none. */
    Position at() {
        return at;
    }

    /** As the batch has left it so far. What the batch itself has changed is announced with it. */
    KnownMessage known() {
        return new KnownMessage(view, sentHash, at == null ? changedBefore : null, removedRev);
    }

    boolean isChanged() {
        return at != null;
    }

    boolean isDeleted() {
        return view.deletedAt() != null;
    }

    /**
     * Applies the change.
     *
     * @return whether it changes anything
     */
    boolean apply(Change change, Actor actor, Instant now) {
        Message next = change.applyTo(view, actor, notBefore(now));
        if (next.equals(view)) {
            return false;
        }
        if (next.deletedAt() != null) {
            sentHash = null;
        } else if (view.editedAt() == null && next.editedAt() != null && view.clientMessageId() != null) {
            sentHash = TextHash.of(view.message());
        }
        view = next;
        return true;
    }

    /** Clocks of nodes differ: no change has a time before that of what it changes. */
    private Instant notBefore(Instant now) {
        Instant before = view.editedAt() == null ? view.createdAt() : view.editedAt();
        return now.isBefore(before) ? before : now;
    }

    /** Notes the position of the change that was just applied. */
    MessageChange changedAt(Position position) {
        at = position;
        return new MessageChange(view.chatId(), position.rev(), position.seq(), view);
    }
}
