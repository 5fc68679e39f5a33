package chats.writer;

import chats.commands.RequestOrigin;
import java.util.concurrent.CompletableFuture;

/**
 * A message, a change of one or a change of a chat that is to be stored. Its future is completed once: with the message as it is then, or with the
 * reason for the refusal.
 */
abstract sealed class Draft permits MessageDraft, ChangeDraft, ChatUpdateDraft {
    private final RequestOrigin origin;
    private final long knownRemoval;
    private final CompletableFuture<WriteResult> future = new CompletableFuture<>();
    private final long takenAt = System.nanoTime();
    private boolean retried;
    private boolean membershipWasAsked;

    /** @param knownRemoval see {@link #knownRemoval()} */
    Draft(RequestOrigin origin, long knownRemoval) {
        this.origin = origin;
        this.knownRemoval = knownRemoval;
    }

    /** The chat that it is for; of a whisper, this is known only when it is stored. */
    abstract long chatId();

    /** The last removal from the chat when its author was known to be a member: if there was another since, that is asked again. */
    long knownRemoval() {
        return knownRemoval;
    }

    RequestOrigin origin() {
        return origin;
    }

    long author() {
        return origin.user().id();
    }

    /** Somebody was removed from the chat, and it was asked again whether the author is a member. */
    void noteMembershipAsked() {
        membershipWasAsked = true;
    }

    boolean membershipWasAsked() {
        return membershipWasAsked;
    }

    CompletableFuture<WriteResult> future() {
        return future;
    }

    /** The time since this draft was created. */
    long ageNanos() {
        return System.nanoTime() - takenAt;
    }

    /**
     * True the first time only. If another node stores the same client id at the same moment, the insert fails; the
     * second try finds what is stored.
     */
    boolean mayRetry() {
        boolean may = !retried;
        retried = true;
        return may;
    }
}
