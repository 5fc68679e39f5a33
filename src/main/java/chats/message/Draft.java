package chats.message;

import chats.commands.RequestOrigin;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A message that is to be stored. Its future is completed once: with the stored message, or with the reason for the
 * refusal.
 */
final class Draft {
    private final RequestOrigin origin;
    private final Long chatId;
    private final Pair pair;
    private final String message;
    private final String clientMessageId;
    private final CompletableFuture<SendResult> future = new CompletableFuture<>();
    private final long takenAt = System.nanoTime();
    private boolean retried;

    Draft(RequestOrigin origin, SendMessage request) {
        this.origin = origin;
        this.chatId = request.chatId();
        this.pair = chatId == null ? Pair.of(author(), request.whisperTargetId()) : null;
        this.message = request.message();
        this.clientMessageId = request.clientMessageId();
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

    /** The two users between whom this is whispered; null if it goes to a chat by its id. */
    Pair pair() {
        return pair;
    }

    /** @param direct the chats of those who whisper */
    long chatId(Map<Pair, Long> direct) {
        return pair == null ? chatId : direct.get(pair);
    }

    /** The stored message that this draft has become. */
    StoredMessage sent(long id, long storedIn, long seq, Instant createdAt) {
        return StoredMessage.of(
                new Message(id, storedIn, seq, origin.user(), message, clientMessageId, createdAt), pair, origin);
    }

    /** Whether the message that is stored under this draft's client id equals this one. */
    boolean sameAs(StoredMessage stored) {
        boolean sameTarget =
                pair == null ? !stored.isWhisper() && stored.chatId() == chatId : pair.equals(stored.pair());
        return sameTarget && stored.view().message().equals(message);
    }
}
