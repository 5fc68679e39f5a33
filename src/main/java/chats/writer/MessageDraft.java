package chats.writer;

import chats.commands.RequestOrigin;
import chats.log.Membership;
import chats.log.Message;
import chats.log.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A message that is to be stored. */
final class MessageDraft extends Draft {
    private final Long chatId;
    private final Pair pair;
    private final String message;
    private final String clientMessageId;

    /**
     * @param chatId a room; ignored in a direct chat
     * @param membership that of the sender
     * @param clientMessageId the sender's own id for it, or null
     */
    MessageDraft(RequestOrigin origin, Long chatId, Membership membership, String message, String clientMessageId) {
        super(origin, membership.removedRev());
        this.chatId = chatId;
        this.pair = membership.pair();
        this.message = message;
        this.clientMessageId = clientMessageId;
    }

    String message() {
        return message;
    }

    String clientMessageId() {
        return clientMessageId;
    }

    /** The two users between whom this is whispered; null in a room. */
    Pair pair() {
        return pair;
    }

    @Override
    long chatId() {
        return chatId;
    }

    /** @param direct the chats of those who whisper */
    long chatId(Map<Pair, Long> direct) {
        return pair == null ? chatId : direct.get(pair);
    }

    /** The message that this draft has become. */
    Message stored(long id, long storedIn, long seq, Instant createdAt) {
        return Message.of(
                id, storedIn, pair, seq, origin().user(), message, clientMessageId, createdAt, null, null, List.of());
    }

    /** Whether the message that is stored under this draft's client id is the one that this draft would be. */
    boolean sameAs(KnownMessage stored) {
        Pair other = Pair.of(stored.view());
        boolean sameTarget = pair == null ? other == null && stored.view().chatId() == chatId : pair.equals(other);
        return sameTarget && stored.mayHaveSaid(message);
    }
}
