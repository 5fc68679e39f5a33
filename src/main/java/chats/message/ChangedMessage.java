package chats.message;

import java.time.Instant;

/** A message that a batch may change, as the batch has left it so far. */
final class ChangedMessage {
    private Message view;
    private byte[] sentHash;
    private Position at;

    ChangedMessage(KnownMessage stored) {
        this.view = stored.view();
        this.sentHash = stored.sentHash();
    }

    Message view() {
        return view;
    }

    /** What is to be kept of the text that was sent first, while the sender may send it again; or null. */
    byte[] sentHash() {
        return sentHash;
    }

    /** The place of its latest change in the batch; null if there is none. */
    Position at() {
        return at;
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
    boolean apply(Change change, long userId, Instant now) {
        Message next = change.applyTo(view, userId, notBefore(now));
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

    /** The change that was just applied has this place. */
    MessageChange changedAt(Position place) {
        at = place;
        return new MessageChange(view.chatId(), place.rev(), place.seq(), view);
    }
}
