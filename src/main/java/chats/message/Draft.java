package chats.message;

import chats.commands.RequestOrigin;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A message that is to be stored. Its future is completed once: with the stored message, or with the reason for the
 * refusal.
 */
final class Draft {
    /** The chat or user that the message is sent to. */
    sealed interface Target {}

    record ToChat(long chatId) implements Target {}

    record ToUser(long userId) implements Target {}

    private final RequestOrigin origin;
    private final Target target;
    private final String message;
    private final String clientMessageId;
    private final CompletableFuture<SendResult> future = new CompletableFuture<>();
    private final long takenAt = System.nanoTime();
    private boolean retried;

    Draft(RequestOrigin origin, SendMessage request) {
        this.origin = origin;
        this.target = request.chatId() != null ? new ToChat(request.chatId()) : new ToUser(request.whisperTargetId());
        this.message = request.message();
        this.clientMessageId = request.clientMessageId();
    }

    Target target() {
        return target;
    }

    String message() {
        return message;
    }

    String clientMessageId() {
        return clientMessageId;
    }

    CompletableFuture<SendResult> future() {
        return future;
    }

    /** The time since this draft was created. */
    long ageNanos() {
        return System.nanoTime() - takenAt;
    }

    long author() {
        return origin.user().id();
    }

    /**
     * True the first time only. If another node stores the same client id at the same moment, the insert fails; the
     * second try finds the stored message.
     */
    boolean mayRetry() {
        boolean may = !retried;
        retried = true;
        return may;
    }

    /** The stored message that this draft has become. */
    StoredMessage sent(long id, long seq, Instant createdAt) {
        if (target instanceof ToChat to) {
            return StoredMessage.MessageSent.of(
                    new Message(id, to.chatId(), seq, origin.user(), message, clientMessageId, createdAt), origin);
        }
        long userId = ((ToUser) target).userId();
        return StoredMessage.WhisperSent.of(
                new Whisper(id, seq, author(), userId, origin.user(), message, clientMessageId, createdAt), origin);
    }

    /** Whether the message that is stored under this draft's client id equals this one. */
    boolean sameAs(StoredMessage stored) {
        if (stored instanceof StoredMessage.MessageSent sent) {
            return target.equals(new ToChat(sent.view().chatId()))
                    && sent.view().message().equals(message);
        }
        Whisper whisper = ((StoredMessage.WhisperSent) stored).view();
        return target.equals(new ToUser(whisper.whisperTargetId()))
                && whisper.message().equals(message);
    }
}
