package chats.writer;

import chats.commands.RequestOrigin;
import java.util.concurrent.CompletableFuture;

/**
 * A message or a change that is to be stored. Its future is completed once: with the message as it is then, or with the
 * reason for the refusal.
 */
abstract sealed class Draft permits MessageDraft, ChangeDraft {
    private final RequestOrigin origin;
    private final CompletableFuture<SendResult> future = new CompletableFuture<>();
    private final long takenAt = System.nanoTime();
    private boolean retried;

    Draft(RequestOrigin origin) {
        this.origin = origin;
    }

    RequestOrigin origin() {
        return origin;
    }

    long author() {
        return origin.user().id();
    }

    CompletableFuture<SendResult> future() {
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
