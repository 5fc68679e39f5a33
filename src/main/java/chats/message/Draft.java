package chats.message;

import chats.commands.RequestOrigin;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

    /** The two users between whom this is whispered; empty if it goes to a chat by its id. */
    Optional<Pair> pair() {
        return target instanceof ToUser to ? Optional.of(Pair.of(author(), to.userId())) : Optional.empty();
    }

    /** @param direct the chats of those who whisper */
    long chatId(Map<Pair, Long> direct) {
        return target instanceof ToChat to ? to.chatId() : direct.get(pair().orElseThrow());
    }

    /** The stored message that this draft has become. */
    StoredMessage sent(long id, long chatId, long seq, Instant createdAt) {
        if (target instanceof ToUser to) {
            return StoredMessage.WhisperSent.of(
                    new Whisper(id, seq, author(), to.userId(), origin.user(), message, clientMessageId, createdAt),
                    origin);
        }
        return StoredMessage.MessageSent.of(
                new Message(id, chatId, seq, origin.user(), message, clientMessageId, createdAt), origin);
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
